package strace

import (
	"fmt"
	"testing"
)

// TestUnquoted takes the marks of quotations off lines.
func TestUnquoted(t *testing.T) {
	for line, want := range map[string]string{
		"close(3)": "close(3)", "> close(3)": "close(3)", ">> close(3)": "close(3)", "> > close(3)": "close(3)",
		"  > close(3)": "close(3)", "\t> close(3)": "close(3)", ">": "", "> ": "", ">>": "", ">close(3)": ">close(3)",
		">  close(3)": " close(3)", "  close(3)": "  close(3)", "> >close(3)": ">close(3)", "": "", " ": " ",
	} {
		if got := string(unquoted([]byte(line))); got != want {
			t.Errorf("%q: %q, want %q", line, got, want)
		}
	}
}

// TestEndsResult tells the ends of lines that a terminal wrapped after the arguments.
func TestEndsResult(t *testing.T) {
	for line, want := range map[string]bool{
		"= 32": true, "32": true, "468 <0.000087>": true, "-1 EACCES (Permission denied)": true,
		"ES (Permission denied)":          true,
		"? ERESTARTSYS (To be restarted)": true, "<0.000087>": true, "(Permission denied)": true, "AZ09": true,
		"3 4 5": false, "close": false, "3 close": false, "3 EACCES close": false, "@": false, "[": false, "/": false,
		":": false,
	} {
		if endsResult([]byte(line)) != want {
			t.Errorf("%q: %v", line, !want)
		}
	}
}

// TestBrackets follows brackets until enough are closed.
func TestBrackets(t *testing.T) {
	for _, tc := range []struct {
		text string
		open int
		want string
	}{
		{"f(a)", 0, "4 0"}, {"f(a", 0, "-1 1"}, {"f([{a}])", 0, "8 0"}, {`f(")")`, 0, "6 0"}, {`f("\")")`, 0, "8 0"},
		{`f("\\")`, 0, "7 0"}, {"f(a))", -1, "5 -1"}, {"[a], [b]", -1, "-1 0"}, {"[a]", 0, "3 0"}, {"{[(", 0, "-1 3"},
	} {
		var b brackets
		if got := fmt.Sprint(b.scan([]byte(tc.text), tc.open), b.depth); got != tc.want {
			t.Errorf("%s: %s, want %s", tc.text, got, tc.want)
		}
	}
}

// TestPlaces tells where in the log what was joined stands.
func TestPlaces(t *testing.T) {
	c := call{line: 7}
	c.mark(7, 11)
	c.text = append(c.text, "abc"...)
	c.mark(8, 3)
	c.text = append(c.text, "def"...)
	for off, want := range map[int]string{0: "7 11", 2: "7 13", 3: "8 3", 5: "8 5"} {
		if got := fmt.Sprintln(c.placeOf(off)); got != want+"\n" {
			t.Errorf("%d: %s, want %s", off, got, want)
		}
	}
	if line, column := (&call{line: 7}).placeOf(2); line != 7 || column != 3 {
		t.Errorf("line %d, column %d", line, column)
	}
}

// TestIsFragment tells lines that start with the structures of a message.
func TestIsFragment(t *testing.T) {
	const now, before = "nlmsg_len=16, nlmsg_type=1}", "len=16, type=1, flags=0, seq=1, pid=2}"
	for line, want := range map[string]bool{
		"{" + now: true, "[{" + now: true, "msg_iov=[{iov_base={" + now: true, "{" + before: true, "[{" + before: true,
		"{len=16, type=1}": false, "{len=16, flags=1}": false, "{type=1, flags=0, len=16}": false, "{a=1}": false,
		"f({" + now: false, "={" + now: false, "a {" + now: false, "(" + now: false, now: false, "": false,
		"a=": false, "a": false,
	} {
		if isFragment([]byte(line)) != want {
			t.Errorf("%q: %v", line, !want)
		}
	}
}

// TestPidOfName reads the process id in the names of files that strace -ff wrote.
func TestPidOfName(t *testing.T) {
	for name, want := range map[string]int{
		"log.7": 7, "a.b.12": 12, ".1": 1, "log": 0, "log.": 0, "log.txt": 0, "log.0": 0, "log.-1": 0, "7": 0,
	} {
		if got := pidOfName(name); got != want {
			t.Errorf("%s: %d", name, got)
		}
	}
}
