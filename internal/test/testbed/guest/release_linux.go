package guest

import (
	"context"
	"io"
	"path/filepath"
)

// Release returns the version of a kernel as uname prints it in a guest. It fetches the kernel if need be.
func Release(ctx context.Context, k Kernel) (string, error) {
	files, err := k.files(ctx, io.Discard)
	if err != nil {
		return "", err
	}
	return files.release(), nil
}

// release is the version of the kernel, which is the name of the directory with its modules.
func (f *kernelFiles) release() string { return filepath.Base(f.tree) }
