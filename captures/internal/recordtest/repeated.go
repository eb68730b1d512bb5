package recordtest

import "io"

// Repeated gives Body after Head again and again.
type Repeated struct {
	Head, Body []byte
	Left       int // octets
	at         int
}

// Read reads on.
func (r *Repeated) Read(p []byte) (int, error) {
	if r.Left <= 0 {
		return 0, io.EOF
	}
	n := 0
	if len(r.Head) > 0 {
		n = copy(p, r.Head)
		r.Head = r.Head[n:]
		return n, nil
	}
	n = copy(p, r.Body[r.at:])
	r.at = (r.at + n) % len(r.Body)
	r.Left -= n
	return n, nil
}
