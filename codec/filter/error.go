package filter

import (
	"errors"
	"fmt"
	"strings"

	"github.com/expr-lang/expr/file"
)

// Error is what is wrong with an expression, and where: lines and columns are counted from 1, 0 is not known.
type Error struct {
	Line, Column int
	Msg          string
}

// Error returns the place and what is wrong, in one line.
func (e *Error) Error() string {
	switch {
	case e.Line > 1:
		return fmt.Sprintf("line %d, column %d: %s", e.Line, e.Column, e.Msg)
	case e.Line == 1:
		return fmt.Sprintf("column %d: %s", e.Column, e.Msg)
	}
	return e.Msg
}

// place says how many characters of the expression stand before what is wrong.
func (e *Error) place(expression string, before int) {
	e.Line, e.Column = 1, 1
	for _, r := range expression {
		if before--; before < 0 {
			return
		}
		if e.Column++; r == '\n' {
			e.Line, e.Column = e.Line+1, 1
		}
	}
}

// compileError puts an error of expr into one line.
func compileError(err error) *Error {
	var fault *file.Error
	if errors.As(err, &fault) {
		msg, _, _ := strings.Cut(fault.Message, "\n")
		return &Error{Line: fault.Line, Column: fault.Column + 1, Msg: msg}
	}
	msg, _, _ := strings.Cut(err.Error(), "\n")
	return &Error{Msg: msg}
}
