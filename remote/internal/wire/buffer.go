package wire

import "sync"

// Payloads of dumps are about as long as the pooled buffers; others have memory of their own length, so that what a
// window lets wait takes no more memory than a small multiple of the window.
const (
	pooledMax = 33 << 10
	pooledMin = pooledMax / 4
)

var pool = sync.Pool{New: func() any { return new([pooledMax]byte) }}

// buffer returns n octets.
func buffer(n int) []byte {
	if n < pooledMin || n > pooledMax {
		return make([]byte, n)
	}
	return pool.Get().(*[pooledMax]byte)[:n]
}

// Recycle takes back a payload that nobody looks at any more.
func Recycle(payload []byte) {
	if cap(payload) == pooledMax {
		pool.Put((*[pooledMax]byte)(payload[:pooledMax]))
	}
}
