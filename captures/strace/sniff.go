package strace

import (
	"bytes"

	"github.com/nlkit/nlkit/captures"
)

// Recognise reports whether head starts like a log of strace: one of its first lines must be a system call, or what
// strace prints between calls, in strace's form.
func Recognise(head captures.Head) bool { return isLog(head.Lines()) }

func isLog(head []byte) bool {
	var k clock
	for range 64 {
		line, rest, more := bytes.Cut(head, []byte("\n"))
		if isLogLine(k.prefix(unquoted(bytes.TrimSuffix(line, []byte("\r")))).rest) {
			return true
		}
		if !more {
			return false
		}
		head = rest
	}
	return false
}

// isLogLine reports whether a line, without what stands before the call, is strace's.
func isLogLine(line []byte) bool {
	if isNoise(line) || isFragment(line) {
		return true
	}
	open := bytes.IndexByte(line, '(')
	if open <= 0 || line[0] < 'a' || line[0] > 'z' {
		return false
	}
	if !isIdentifiers(line[:open]) {
		return false
	}
	if internCall(line[:open]) != "" {
		return true
	}
	return bytes.Contains(line, []byte(") = ")) || bytes.HasSuffix(line, []byte("<unfinished ...>"))
}

// isNoise reports whether a line is what strace prints between calls, or the second half of one.
func isNoise(line []byte) bool {
	for _, mark := range []string{"+++ exited with ", "+++ killed by ", "--- SIG", "strace: Process "} {
		if hasPrefix(line, mark) {
			return true
		}
	}
	return hasPrefix(line, "<... ") && bytes.Contains(line, []byte(" resumed>"))
}
