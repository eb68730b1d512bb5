//go:build !unix

package main

// onSignal does nothing: there is no signal for it.
func onSignal(func()) (stop func()) { return func() {} }

// onResize does nothing: there is no signal for it.
func onResize(func()) (stop func()) { return func() {} }
