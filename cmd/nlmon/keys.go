package main

import (
	"io"
	"unicode/utf8"
)

// readKeys sends the keys that are pressed, by their names, until the terminal is gone.
func readKeys(r io.Reader, keys chan<- string) {
	defer close(keys)
	b := make([]byte, 64)
	for {
		n, err := r.Read(b)
		for in := b[:n]; len(in) > 0; {
			key, size := nextKey(in)
			in = in[size:]
			if key != "" {
				keys <- key
			}
		}
		if err != nil {
			return
		}
	}
}

// sequences are what terminals send for keys that are no letters.
var sequences = map[string]string{"\x1b[A": "up", "\x1b[B": "down", "\x1bOA": "up", "\x1bOB": "down"}

// nextKey returns the first key in what a terminal sent, "" if it is one that nobody needs, and how many octets it has.
func nextKey(in []byte) (key string, size int) {
	switch c := in[0]; {
	case c == 0x1b && len(in) >= 3 && (in[1] == '[' || in[1] == 'O'):
		for size = 3; size < len(in) && (in[size-1] < 0x40 || in[size-1] > 0x7e); size++ {
		}
		return sequences[string(in[:size])], size
	case c == 0x1b:
		return "escape", 1
	case c == '\r' || c == '\n':
		return "enter", 1
	case c == 0x7f || c == 0x08:
		return "backspace", 1
	case c == 0x03: // Ctrl-C, which is no signal on a raw terminal
		return "interrupt", 1
	case c < ' ':
		return "", 1
	}
	_, size = utf8.DecodeRune(in)
	return string(in[:size]), size
}
