package plan_test

import (
	"bytes"
	"reflect"
	"testing"

	"github.com/nlkit/nlkit/internal/test/testbed/init/plan"
)

func TestRoundTrip(t *testing.T) {
	want := plan.Plan{
		Modules: []string{"/modules/a"},
		Ports:   plan.Ports{Stdout: "/dev/a", Stderr: "/dev/b", Result: "/dev/c"},
		Root:    plan.Share{Dir: "/", Type: "9p", Source: "root", Options: "a,b"},
		Shares:  []plan.Share{{Dir: "/a dir"}},
		Dir:     "/with space and 'quotes'\n",
		Args:    []string{"sh", "-c", `echo "$1" '\''`, "", "\xff\x00\xfe"},
		Env:     []string{"A=1", "B=two\nlines", "C=", "=D", "E=\xff $(x) `y`", "BASH_FUNC_f%%=() { :; }"},
	}
	var b bytes.Buffer
	if err := plan.Write(&b, want); err != nil {
		t.Fatal(err)
	}
	got, err := plan.Read[plan.Plan](&b)
	if err != nil || !reflect.DeepEqual(got, want) {
		t.Errorf("got %+v, %v\nwant %+v", got, err, want)
	}
	if r, err := plan.Read[plan.Result](&b); err == nil {
		t.Errorf("read %+v from nothing", r)
	}
}
