//go:build !linux

package guest

import (
	"context"
	"fmt"
	"io"
	"runtime"
)

func errOther() error {
	return fmt.Errorf("guests run on linux/amd64 machines only, and this is %s/%s", runtime.GOOS, runtime.GOARCH)
}

// Run fails: guests need Linux.
func Run(context.Context, Options) (int, error) { return 0, errOther() }

// Fetch fails: guests need Linux.
func Fetch(context.Context, Kernel, io.Writer) error { return errOther() }

// Has fails: guests need Linux.
func Has(context.Context, Kernel, string) (bool, error) { return false, errOther() }

// Headers fails: they are fetched with apt.
func Headers(context.Context, io.Writer) (string, error) { return "", errOther() }

// Fastest returns a kernel that Run fails with.
func Fastest(context.Context, io.Writer) Kernel { return Linux61 }

// CheckUserMode fails: guests need Linux.
func CheckUserMode(context.Context, io.Writer) error { return errOther() }

// Release fails: guests need Linux.
func Release(context.Context, Kernel) (string, error) { return "", errOther() }
