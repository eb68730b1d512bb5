package guest

import (
	"os"
	"path/filepath"
	"reflect"
	"testing"
)

// tree writes a module index as depmod does.
func tree(t *testing.T, dep, builtin string) string {
	t.Helper()
	dir := t.TempDir()
	for name, text := range map[string]string{"modules.dep": dep, "modules.builtin": builtin} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

func TestModuleIndex(t *testing.T) {
	ix, err := readModuleIndex(tree(t, `kernel/fs/9p/9p.ko.xz: kernel/net/9p/9pnet.ko.xz kernel/fs/netfs/netfs.ko.xz kernel/fs/fscache.ko.xz
kernel/net/9p/9pnet.ko.xz:
kernel/fs/fscache.ko.xz:
kernel/fs/netfs/netfs.ko.xz: kernel/fs/fscache.ko.xz
kernel/net/9p/9pnet_virtio.ko: kernel/net/9p/9pnet.ko.xz
kernel/net/sched/act-odd.ko.zst:
`, "kernel/fs/overlayfs/overlay.ko\nkernel/a/hwmon-vid.ko\n"))
	if err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]bool{
		"9p": true, "9pnet_virtio": true, "9pnet-virtio": true, "overlay": true, "hwmon_vid": true, "act_odd": true,
		"9pne": false, "team": false, "": false,
	} {
		if got := ix.has(name); got != want {
			t.Errorf("has(%q) = %t, want %t", name, got, want)
		}
	}
	got, err := ix.order("9pnet_virtio", "9p", "overlay", "9p")
	want := []string{"kernel/net/9p/9pnet.ko.xz", "kernel/net/9p/9pnet_virtio.ko", "kernel/fs/fscache.ko.xz",
		"kernel/fs/netfs/netfs.ko.xz", "kernel/fs/9p/9p.ko.xz"}
	if err != nil || !reflect.DeepEqual(got, want) {
		t.Errorf("order: %v, %v\nwant %v", got, err, want)
	}
	if _, err := ix.order("9p", "team"); err == nil {
		t.Error("a module that is not there has an order")
	}
}

func TestModuleIndexErrors(t *testing.T) {
	if _, err := readModuleIndex(tree(t, "no colon\n", "")); err == nil {
		t.Error("a line without a colon was taken")
	}
	if _, err := readModuleIndex(t.TempDir()); err == nil {
		t.Error("a directory without an index was taken")
	}
}
