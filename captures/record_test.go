package captures

import (
	"errors"
	"testing"
)

// TestPositions writes where something stands, and what is wrong there.
func TestPositions(t *testing.T) {
	for _, tc := range []struct {
		pos  Position
		want string
	}{
		{Position{File: "a", Line: 1, Packet: 2}, "a:1"}, {Position{File: "-", Packet: 1, Offset: 3},
			"standard input: packet 1"},
		{Position{Offset: -1}, "standard input"}, {Position{File: "a"}, "a: offset 0"}, {Position{File: "a",
			Offset: 7}, "a: offset 7"},
	} {
		if got := tc.pos.String(); got != tc.want {
			t.Errorf("%q, want %q", got, tc.want)
		}
	}
	cause := errors.New("why")
	if e := (&Error{Pos: Position{File: "a", Line: 1}, Msg: "bad", Err: cause}); e.Error() != "a:1: bad: why" ||
		!errors.Is(e, cause) {
		t.Errorf("%q", e.Error())
	}
}
