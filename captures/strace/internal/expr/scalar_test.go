package expr

import "testing"

func TestAppendString(t *testing.T) {
	for text, want := range map[string]string{
		`a\n\t\r\v\f\a\bz`: "a\n\t\r\v\f\a\bz",
		`\"\\\'\?`:         `"\'?`,
		`\0\1\12\123\1234`: "\x00\x01\x0a\x53\x534",
		`\0019\377\8`:      "\x019\xff8",
		`\x00\xfF\x0gA`:    "\x00\xffx0gA",
		`\x4`:              "x4",
		`A\x41`:            "AA",
		`a\`:               `a\`,
		"":                 "",
	} {
		if got := string(AppendString([]byte("<"), []byte(text))); got != "<"+want {
			t.Errorf("%s is %q, want %q", text, got, "<"+want)
		}
	}
}

func TestAppendAddress(t *testing.T) {
	for text, want := range map[string]string{
		"00:11:22:aa:Bb:cc": "\x00\x11\x22\xaa\xbb\xcc",
		"00:11:2":           "\x00\x11",
		"00:11:":            "\x00\x11",
		"1:2:3":             "",
		"fe80::1":           "",
		"127.0.0.1":         "",
		"00:11.22":          "\x00",
		"00":                "\x00",
		"":                  "",
	} {
		if got := string(AppendAddress(nil, []byte(text))); got != want {
			t.Errorf("%s is %q, want %q", text, got, want)
		}
	}
}

func TestNoteEnd(t *testing.T) {
	for text, want := range map[string]int{
		"<a>": 3, "<a>, 5": 3, "<TCP:[1->2]>)": 12, "<a->)": 4, "<a->": 4, "<a-> b": 4, "<->x>": 5, "<>": 2,
		"<a": 0, "a>": 0, "": 0, "<a->b": 0,
	} {
		if got := NoteEnd([]byte(text)); got != want {
			t.Errorf("%s: %d, want %d", text, got, want)
		}
	}
}
