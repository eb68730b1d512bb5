package iproute

import (
	"bytes"
	"errors"
	"fmt"
	"net"
	"net/netip"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/codec/tables"
)

// TestSpecsComeBack gives every field of every spec a value, one at a time, encodes it, decodes it, and reads it
// through the view.
func TestSpecsComeBack(t *testing.T) {
	fields := 0
	for _, r := range everyRoot {
		if r.spec == nil {
			continue
		}
		w := &roundTrip{t: t, message: r.message, view: r.view, root: reflect.ValueOf(r.spec)}
		w.enc.Registry = tables.Registry()
		w.walk(w.root.Elem(), func(v reflect.Value) reflect.Value { return v }, w.root.Elem().Type().Name(), nil)
		fields += w.fields
	}
	if fields < 5000 {
		t.Errorf("only %d fields were looked at", fields)
	}
}

// roundTrip is the walk over the fields of a message's spec.
type roundTrip struct {
	t       *testing.T
	message string
	view    func(*codec.Message) any
	root    reflect.Value
	enc     codec.Encoder
	fields  int
}

// walk gives values to the fields of a struct inside the root, whose view read finds.
func (w *roundTrip) walk(spec reflect.Value, read func(reflect.Value) reflect.Value, path string, in []reflect.Type) {
	if slices.Contains(in, spec.Type()) {
		return
	}
	in = append(slices.Clone(in), spec.Type())
	for i := range spec.NumField() {
		field, name := spec.Field(i), spec.Type().Field(i).Name
		at := path + "." + name
		if name == "NetNS" || name == "LvalueText" || name == "RvalueText" {
			continue // a name in place of a descriptor; texts, where the struct before them says so
		}
		before := w.arrange(at)
		method := func(v reflect.Value) reflect.Value { return call(read(v), viewName(name)) }
		switch kind := field.Kind(); {
		case kind == reflect.Interface:
			w.kinds(field, read, at, in)
		case kind == reflect.Pointer:
			field.Set(reflect.New(field.Type().Elem()))
			w.walk(field.Elem(), method, at, in)
		case kind == reflect.Slice && isSpec(field.Type().Elem()):
			n := 2
			if field.Type().Elem().Implements(reflect.TypeFor[chooser]()) {
				n = 1
			}
			field.Set(reflect.MakeSlice(field.Type(), n, n))
			w.walk(field.Index(n-1), func(v reflect.Value) reflect.Value { return second(method(v)) }, at, in)
		case kind == reflect.Struct && isSpec(field.Type()):
			w.walk(field, method, at, in)
		default:
			w.one(field, method, at)
		}
		field.SetZero()
		before()
	}
}

// isSpec reports whether a type is a spec of its own, and no value.
func isSpec(t reflect.Type) bool {
	_, filler := reflect.Zero(t).Interface().(filler)
	_, recorder := reflect.Zero(t).Interface().(recorder)
	return filler || recorder || t.Implements(reflect.TypeFor[chooser]())
}

// kinds walks over what each kind has that fits into a field.
func (w *roundTrip) kinds(field reflect.Value, read func(reflect.Value) reflect.Value, path string, in []reflect.Type) {
	for _, k := range everyKind {
		kind := reflect.New(reflect.TypeOf(k).Elem())
		name := kind.Elem().Type().Name()
		if !kind.Type().Implements(field.Type()) || kind.Elem().NumField() == 0 {
			continue
		}
		field.Set(kind)
		for _, suffix := range []string{"Class", "Filter", "Action"} {
			if field.Type().Name() == suffix+"Kind" {
				name = strings.TrimSuffix(name, suffix)
			}
		}
		w.walk(kind.Elem(), func(v reflect.Value) reflect.Value { return call(read(v), name) }, path+"("+name+")", in)
	}
}

// one gives a field a value, and looks whether it comes back.
func (w *roundTrip) one(field reflect.Value, read func(reflect.Value) reflect.Value, path string) {
	w.fields++
	want := valueFor(field.Type())
	field.Set(want)
	b, err := w.encode()
	for _, other := range others(want) {
		if err == nil {
			break
		}
		want = other
		field.Set(want)
		b, err = w.encode()
	}
	if err != nil {
		w.t.Errorf("%s: %v", path, err)
		return
	}
	var m codec.Message
	d := codec.Decoder{Registry: w.enc.Registry}
	if err := d.Decode(&m, codec.Context{}, b); err != nil {
		w.t.Errorf("%s: %v", path, err)
		return
	}
	got := read(reflect.ValueOf(w.view(&m)))
	if !got.IsValid() {
		w.t.Errorf("%s: no view has it", path)
		return
	}
	if g, s := told(got), toldLike(want, got); g != s && strings.TrimRight(g, " 0") != s {
		w.t.Errorf("%s is %s, want %s", path, g, s)
	}
}

// encode makes the message of what the root says.
func (w *roundTrip) encode() ([]byte, error) {
	v := values{fixed: map[string]any{}}
	w.root.Interface().(Spec).put(&v)
	b, err := w.enc.Append(nil, &codec.Request{Protocol: "NETLINK_ROUTE", Type: w.message, Fixed: v.fixed,
		Attrs: v.attrs})
	return b, errors.Join(v.err, err)
}

// others returns values in place of one that does not fit: addresses of the other family.
func others(v reflect.Value) []reflect.Value {
	switch v.Interface().(type) {
	case netip.Addr:
		return []reflect.Value{reflect.ValueOf(netip.MustParseAddr("2001:db8::1"))}
	case []netip.Addr:
		return []reflect.Value{reflect.ValueOf([]netip.Addr{netip.MustParseAddr("2001:db8::1")})}
	}
	return nil
}

// toldLike is told for what is a list in specs, and an iterator in views, with or without indices.
func toldLike(v, view reflect.Value) string {
	if v.Kind() != reflect.Slice || view.Kind() != reflect.Func {
		return told(v)
	}
	var all []string
	keys := view.Type().In(0).NumIn() == 2
	first := ""
	for i := range v.Len() {
		if keys {
			for k := range view.Seq2() {
				first = told(k)
				break
			}
			n, _ := strconv.Atoi(first)
			all = append(all, fmt.Sprint(n+i)+":"+told(v.Index(i)))
			continue
		}
		all = append(all, told(v.Index(i)))
	}
	return strings.Join(all, " ")
}

// call calls a method, and returns what that returns.
func call(v reflect.Value, method string) reflect.Value {
	if !v.IsValid() || !v.MethodByName(method).IsValid() {
		return reflect.Value{}
	}
	return v.MethodByName(method).Call(nil)[0]
}

// viewName is what a field of a spec is called in views.
func viewName(field string) string {
	if field == "Dev" {
		return "Index"
	}
	return field
}

// second returns the second of what an iterator yields.
func second(seq reflect.Value) reflect.Value {
	var found reflect.Value
	if !seq.IsValid() {
		return found
	}
	i := 0
	for v := range seq.Seq() {
		if found = v; i == 1 {
			break
		}
		i++
	}
	return found
}

// valueFor returns a value of a type that fits however few octets it has on the wire.
func valueFor(t reflect.Type) reflect.Value {
	switch reflect.Zero(t).Interface().(type) {
	case netip.Addr:
		return reflect.ValueOf(netip.MustParseAddr("192.0.2.1"))
	case netip.Prefix:
		return reflect.ValueOf(netip.MustParsePrefix("192.0.2.0/24"))
	case net.HardwareAddr:
		return reflect.ValueOf(net.HardwareAddr{2, 0, 0, 0, 0, 1})
	case time.Duration:
		return reflect.ValueOf(2 * time.Second)
	case LinkRef:
		return reflect.ValueOf(ByIndex(7))
	case Percent:
		return reflect.ValueOf(Percent(25))
	}
	v := reflect.New(t).Elem()
	switch {
	case strings.HasPrefix(t.Name(), "Opt["):
		inner := valueFor(v.MethodByName("Or").Type().In(0))
		v.Addr().MethodByName("SetForTest").Call([]reflect.Value{inner})
	case v.CanInt():
		v.SetInt(1)
	case v.CanUint():
		v.SetUint(1)
	case t.Kind() == reflect.Bool:
		v.SetBool(true)
	case t.Kind() == reflect.String:
		v.SetString("eth0")
	case t.Kind() == reflect.Slice:
		one := valueFor(t.Elem())
		v = reflect.Append(v, one, one)
	case t.Kind() == reflect.Map:
		v = reflect.MakeMap(t)
		v.SetMapIndex(valueFor(t.Key()), valueFor(t.Elem()))
	case t.Kind() == reflect.Struct: // a Bitfield
		v.Field(0).SetUint(1)
		v.Field(1).SetUint(1)
	}
	return v
}

// SetForTest is Set for those who have no type to name.
func (o *Opt[T]) SetForTest(v T) { *o = Set(v) }

// arrange gives what a field needs beside it to mean anything, and returns what takes it away.
func (w *roundTrip) arrange(path string) func() {
	for _, a := range arrangements {
		if strings.HasPrefix(path, a.path) {
			field := w.root.Elem().FieldByName(a.field)
			field.Set(reflect.ValueOf(a.value))
			return field.SetZero
		}
	}
	return func() {}
}

// arrangements is what fields need beside them, by the start of their paths.
var arrangements = []struct {
	path, field string
	value       any
}{
	{"Link.ProtInfoBridge", "Family", Set(AF_BRIDGE)}, {"Link.ProtInfoInet6", "Family", Set(AF_INET6)},
	{"Link.AFSpecBridge", "Family", Set(AF_BRIDGE)}, {"Link.AFSpecIPMR", "Family", Set(RTNL_FAMILY_IPMR)},
	{"Link.AddressTunnel", "Type", Set(ARPHRD_TUNNEL)}, {"Link.BroadcastTunnel", "Type", Set(ARPHRD_TUNNEL)},
	{"Link.PermAddressTunnel", "Type", Set(ARPHRD_TUNNEL)},
	{"Route.DstLabels", "Family", Set(AF_MPLS)}, {"Route.DstOctet", "Family", Set(AF_PHONET)},
	{"Route.GatewayMCTP", "Family", Set(AF_MCTP)}, {"Route.Multipath.DstMPLS", "Family", Set(AF_MPLS)},
	{"Route.Multipath.DstPhonet", "Family", Set(AF_PHONET)}, {"Route.Multipath.GatewayMCTP", "Family", Set(AF_MCTP)},
	{"Neigh.DstPhonet", "Family", Set(AF_PHONET)}, {"Addr.PeerPhonet", "Family", Set(AF_PHONET)},
}

// told is a value as a text, the same for specs and views.
func told(v reflect.Value) string {
	switch x := v.Interface().(type) {
	case LinkRef:
		return fmt.Sprint(x.value())
	case Percent:
		return fmt.Sprintf("%.4f", float64(x))
	case netip.Addr, netip.Prefix, time.Duration:
		return fmt.Sprint(x)
	case []byte:
		return fmt.Sprintf("%x", bytes.TrimRight(x, "\x00"))
	case net.HardwareAddr:
		return fmt.Sprintf("%x", []byte(x))
	case codec.Label:
		return fmt.Sprint(x.Label)
	}
	if get := v.MethodByName("Get"); get.IsValid() && strings.HasPrefix(v.Type().Name(), "Opt[") {
		return told(get.Call(nil)[0])
	}
	switch {
	case v.CanInt():
		return fmt.Sprint(v.Int())
	case v.CanUint():
		return fmt.Sprint(v.Uint())
	case v.Kind() == reflect.Slice:
		var all []string
		for i := range v.Len() {
			all = append(all, told(v.Index(i)))
		}
		return strings.Join(all, " ")
	case v.Kind() == reflect.Map:
		var all []string
		for _, k := range v.MapKeys() {
			all = append(all, told(k)+":"+told(v.MapIndex(k)))
		}
		return strings.Join(all, " ")
	case v.Kind() == reflect.Func:
		return toldSeq(v)
	case v.Kind() == reflect.Struct && v.NumField() == 2:
		return told(v.Field(0)) + "/" + told(v.Field(1))
	}
	return fmt.Sprint(v.Interface())
}

func toldSeq(v reflect.Value) string {
	var all []string
	if v.Type().In(0).NumIn() == 2 {
		for k, x := range v.Seq2() {
			all = append(all, told(k)+":"+told(x))
		}
		return strings.Join(all, " ")
	}
	for x := range v.Seq() {
		all = append(all, told(x))
	}
	return strings.Join(all, " ")
}
