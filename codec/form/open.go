package form

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
)

// Open recognises the form of an input. Each call of next returns what f.Parse takes of one message, and io.EOF after
// the last.
func Open(in io.Reader) (f *Form, next func() ([]byte, error), err error) {
	r := bufio.NewReaderSize(in, 64<<10)
	head, err := r.Peek(1)
	for ; err == nil && strings.ContainsAny(string(head), " \t\r\n"); head, err = r.Peek(1) {
		_, _ = r.Discard(1) // of what was peeked
	}
	if errors.Is(err, io.EOF) {
		return nil, nil, errors.New("empty input")
	}
	if err != nil {
		return nil, nil, err
	}
	head, _ = r.Peek(512) // what was peeked before may have moved
	readable := Readable()
	i := slices.IndexFunc(readable, func(f *Form) bool { return f.Input.Recognise(head) })
	if i < 0 {
		return nil, nil, notRecognised(readable)
	}
	return readable[i], readable[i].Input.Cut(r), nil
}

func notRecognised(forms []*Form) error {
	var names, starts []string
	for _, f := range forms {
		names, starts = append(names, f.Input.What), append(starts, f.Input.Start)
	}
	return fmt.Errorf("neither %s: a message starts with %s", strings.Join(names, " nor "),
		strings.Join(slices.Compact(starts), " or "))
}
