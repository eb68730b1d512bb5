package cli

import (
	"context"
	"errors"
	"io"
	"os"
	"time"

	"github.com/nlkit/nlkit/internal/wait"
)

// pollEvery is how often a file is looked at for more.
const pollEvery = 200 * time.Millisecond

// Follower reads a file that grows. At its end it waits for more; when the name stands for another file, or the file
// was emptied, it goes on with that one from its start. Cancelling the context ends the input.
type Follower struct {
	ctx  context.Context
	name string
	file *os.File
	at   int64
}

// Follow opens a file to be followed.
func Follow(ctx context.Context, name string) (*Follower, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	return &Follower{ctx: ctx, name: name, file: f}, nil
}

// Close closes the file.
func (f *Follower) Close() error { return f.file.Close() }

// Read reads what is there, or waits.
func (f *Follower) Read(p []byte) (int, error) {
	for {
		n, err := f.file.Read(p)
		f.at += int64(n)
		if n > 0 || err != nil && !errors.Is(err, io.EOF) {
			return n, err
		}
		if f.replaced() {
			continue
		}
		if wait.For(f.ctx, pollEvery) != nil {
			return 0, io.EOF
		}
	}
}

// replaced reports whether there is another file, or the same from the start, to go on with.
func (f *Follower) replaced() bool {
	here, err := f.file.Stat()
	if err != nil {
		return false
	}
	there, err := os.Stat(f.name)
	if err != nil {
		return false // between two files; look again
	}
	if os.SameFile(here, there) {
		if there.Size() >= f.at {
			return false
		}
		_, err = f.file.Seek(0, io.SeekStart)
		f.at = 0
		return err == nil
	}
	next, err := os.Open(f.name)
	if err != nil {
		return false
	}
	_ = f.file.Close() // it was only read
	f.file, f.at = next, 0
	return true
}
