//go:build !linux

package monitor

import (
	"context"
	"errors"
)

// openSpaces fails: there is netlink on Linux only.
func (m *Monitor) openSpaces(context.Context) error { return errors.ErrUnsupported }
