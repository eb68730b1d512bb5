package links

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"
)

// undoLimit is how long undoing may take, since the context of the call may have ended before.
const undoLimit = 10 * time.Second

// Steps remembers how to undo what was done.
type Steps struct{ undo []step }

type step struct {
	what string
	f    func(context.Context) error
}

// Done says that something was done, and how to undo it.
func (s *Steps) Done(what string, undo func(context.Context) error) {
	s.undo = append(s.undo, step{what, undo})
}

// Do does something, and remembers how to undo it. An error says what it was.
func (s *Steps) Do(ctx context.Context, what string, do, undo func(context.Context) error) error {
	if err := do(ctx); err != nil {
		return fmt.Errorf("%s: %w", what, err)
	}
	s.Done(what, undo)
	return nil
}

// Back undoes all, the last first, and returns err with what could not be undone. It returns nil, and undoes nothing,
// if err is nil.
func (s *Steps) Back(ctx context.Context, err error) error {
	if err == nil {
		return nil
	}
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), undoLimit)
	defer cancel()
	for _, step := range slices.Backward(s.undo) {
		if e := step.f(ctx); e != nil {
			// not to be taken for its errno
			err = errors.Join(err, errors.New("could not undo: "+step.what+": "+e.Error()))
		}
	}
	s.undo = nil
	return err
}
