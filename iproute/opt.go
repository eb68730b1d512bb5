package iproute

// Opt is a value that may be absent, as the zero Opt is: zero is a value as others are. Set makes one.
type Opt[T any] struct {
	value T
	set   bool
}

// Set makes a value that is there.
//
//	iproute.Bridge{STPState: iproute.Set(1), AgeingTime: iproute.Set(30 * time.Second)}
func Set[T any](value T) Opt[T] { return Opt[T]{value, true} }

// Get returns the value; ok is false if it is absent.
func (o Opt[T]) Get() (value T, ok bool) { return o.value, o.set }

// IsSet reports whether the value is there.
func (o Opt[T]) IsSet() bool { return o.set }

// Or returns the value, or another one if it is absent.
func (o Opt[T]) Or(other T) T {
	if o.set {
		return o.value
	}
	return other
}
