//go:build !linux

package iproute

import "errors"

// linkSpeed fails: the link is one of another host, which tells the speed of its links to its own programs alone.
func (v *values) linkSpeed() (uint64, error) {
	return 0, errors.New("the speed of the link, of which a rate is a part, is told on its own host: say a rate as 100mbit")
}
