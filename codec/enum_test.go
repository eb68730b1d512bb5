package codec_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/nlkit/nlkit/codec"
)

// TestEnums looks the values of enumerations of all makes up by number and by name, and lists them.
func TestEnums(t *testing.T) {
	dense := codec.NewEnum("kt_dense", "KTD_", codec.Names{"ZERO", "", "TWO"})
	sparse := codec.NewSparse("kt_sparse", "KTS_", []codec.Value{{Value: 1, Name: "ONE"}, {Value: 255,
		Name: "LAST_SMALL"},
		{Value: 256, Name: "FIRST"}, {Value: 1 << 40, Name: "HUGE"}})
	mixed := &codec.Enum{Name: "kt_mixed", Prefix: "KTM_", Names: codec.Names{1: "ONE"},
		Values: []codec.Value{{Value: 1000, Name: "K"}}, Others: []codec.Value{{Value: 2, Name: "OTHER_TWO"},
			{Value: 3000, Name: "OTHER_3K"}}}
	flags := codec.NewFlags("kt_flags", "KTF_", []codec.Value{{Value: 0x300, Name: "BOTH"}, {Value: 0x100, Name: "A"},
		{Value: 2, Name: "B"}, {Value: 0x10, Name: "MODE1", Mask: 0x30}, {Value: 0, Name: "MODE0", Mask: 0x30}})
	for _, c := range []struct {
		e    *codec.Enum
		all  string
		none []uint64
		is   map[string]uint64 // by other names
		not  []string
	}{
		{dense, "KTD_ZERO=0 KTD_TWO=2", []uint64{1, 3, 255, 256}, map[string]uint64{"two": 2, "Zero": 0}, []string{"",
			"ktd_two", "KTD_", "THREE"}},
		{sparse, "KTS_ONE=1 KTS_LAST_SMALL=255 KTS_FIRST=256 KTS_HUGE=1099511627776", []uint64{0, 2, 254, 257,
			1<<40 + 1},
			map[string]uint64{"huge": 1 << 40, "FIRST": 256}, []string{"KTD_ONE", "kts_one"}},
		{mixed, "KTM_ONE=1 KTM_K=1000 OTHER_TWO=2 OTHER_3K=3000", []uint64{0, 3, 999, 1001, 2999},
			map[string]uint64{"k": 1000},
			[]string{"KTM_OTHER_TWO", "TWO", "other_two"}},
		{flags, "KTF_BOTH=768 KTF_A=256 KTF_B=2 KTF_MODE1=16 KTF_MODE0=0", []uint64{1, 3, 512},
			map[string]uint64{"both": 768, "b": 2},
			[]string{"KTF_C"}},
	} {
		var all []string
		for v, name := range c.e.All {
			all = append(all, fmt.Sprintf("%s=%d", name, v))
			if got := c.e.NameOf(v); got != name {
				t.Errorf("%s: %d is %q, want %s", c.e.Name, v, got, name)
			}
			if got, ok := c.e.Value(name); !ok || got != v {
				t.Errorf("%s: %s is %d, %v, want %d", c.e.Name, name, got, ok, v)
			}
		}
		if got := strings.Join(all, " "); got != c.all {
			t.Errorf("%s: %s, want %s", c.e.Name, got, c.all)
		}
		for n := range all { // as many as are wanted
			got := 0
			for range c.e.All {
				if got++; got > n {
					break
				}
			}
			if got != n+1 {
				t.Errorf("%s: %d names after %d were enough", c.e.Name, got, n+1)
			}
		}
		for _, v := range c.none {
			if name := c.e.NameOf(v); name != "" {
				t.Errorf("%s: %d is %s", c.e.Name, v, name)
			}
		}
		for name, want := range c.is {
			if v, ok := c.e.Value(name); !ok || v != want {
				t.Errorf("%s: %s is %d, %v, want %d", c.e.Name, name, v, ok, want)
			}
		}
		for _, name := range c.not {
			if v, ok := c.e.Value(name); ok {
				t.Errorf("%s: %q is %d", c.e.Name, name, v)
			}
		}
	}
	if flags.Mask("KTF_MODE1") != 0x30 || flags.Mask("KTF_B") != 0 || flags.Mask("MODE1") != 0 ||
		dense.Mask("KTD_TWO") != 0 {
		t.Error("the masks are wrong")
	}
}

// TestErrnos names errors as the C library does, and finds their numbers again.
func TestErrnos(t *testing.T) {
	for n, name := range map[int]string{1: "EPERM", 11: "EAGAIN", 22: "EINVAL", 95: "EOPNOTSUPP", 133: "EHWPOISON",
		512: "ERESTARTSYS", 524: "ENOTSUPP"} {
		if got := codec.ErrnoName(n); got != name {
			t.Errorf("%d is %q, want %s", n, got, name)
		}
		for _, given := range []string{name, strings.ToLower(name)} {
			if got, ok := codec.ErrnoNumber(given); !ok || got != n {
				t.Errorf("%s is %d, %v", given, got, ok)
			}
		}
	}
	for _, n := range []int{0, -1, -22, 41, 58, 134, 1000} {
		if name := codec.ErrnoName(n); name != "" {
			t.Errorf("%d is %s", n, name)
		}
	}
	for _, name := range []string{"", "E", "PERM", "EPER", "22"} {
		if n, ok := codec.ErrnoNumber(name); ok {
			t.Errorf("%q is %d", name, n)
		}
	}
	names := codec.ErrnoNames()
	if len(names) != 134 || names[0] != "EPERM" || names[133] != "ENOTSUPP" {
		t.Errorf("%d names, from %s to %s", len(names), names[0], names[len(names)-1])
	}
}

// TestSuggestions suggests the nearest name where one is near, whatever its case and prefix.
func TestSuggestions(t *testing.T) {
	known := []string{"IFLA_MTU", "IFLA_IFNAME", "IFLA_MIN_MTU", "IFLA_LINKINFO", "RTA_OIF"}
	for name, want := range map[string]string{
		"mut": "IFLA_MTU", "IFLA_MTUU": "IFLA_MTU", "ifname": "IFLA_IFNAME", "IFNAM": "IFLA_IFNAME",
		"minmtu":        "IFLA_MIN_MTU",
		"IFLA_LINKIFNO": "IFLA_LINKINFO", "oif": "RTA_OIF", "OIFF": "RTA_OIF", "RTA_OFI": "RTA_OIF",
		"mtuxx":  "IFLA_MTU",
		"mtuxxx": "", "something": "", "address": "", strings.Repeat("x", 64): "", strings.Repeat("IFLA_MTU", 9): "",
	} {
		hint := codec.DidYouMean(name, known)
		if want != "" {
			want = "; did you mean " + want + "?"
		}
		if hint != want {
			t.Errorf("%s: %q, want %q", name, hint, want)
		}
	}
	for name, want := range map[string]string{
		"lnik": `unknown multicast group "lnik"; did you mean link?`, "a\"\n": `unknown multicast group "a\"\n"`,
		strings.Repeat("x", 65): `unknown multicast group "` + strings.Repeat("x", 64) + `…"`,
		strings.Repeat("x", 64): `unknown multicast group "` + strings.Repeat("x", 64) + `"`,
	} {
		if got := codec.UnknownName("multicast group", name, []string{"link"}).Error(); got != want {
			t.Errorf("%s, want %s", got, want)
		}
	}
}
