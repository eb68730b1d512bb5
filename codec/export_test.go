package codec

// Searched returns how many attributes Selectors may look at, all in all, while f runs.
func Searched(f func()) (attrs int) {
	searched = func(n int) { attrs += n }
	defer func() { searched = nil }()
	f()
	return attrs
}
