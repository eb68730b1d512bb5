// Package locked keeps what is guarded by a mutex where it can only be reached locked.
package locked

import "sync"

// Value is a value and the mutex that guards it.
type Value[T any] struct {
	mu    sync.Mutex
	value T
}

// Lock locks the mutex, and returns the value: the caller's until Unlock.
func (v *Value[T]) Lock() *T {
	v.mu.Lock()
	return &v.value
}

// Unlock unlocks the mutex.
func (v *Value[T]) Unlock() { v.mu.Unlock() }

// Cond makes a condition that is waited for with the value locked.
func (v *Value[T]) Cond() *sync.Cond { return sync.NewCond(&v.mu) }
