package schemacheck

import "github.com/nlkit/nlkit/codec"

// enum checks that values are where the engine looks for them, and that none has two names, and no name two values.
func (c *checker) enum(e *codec.Enum, at *codec.Place) {
	values, names := map[uint64]string{}, map[string]bool{}
	for v, full := range e.All {
		mask := e.Mask(full)
		if old := values[v]; old != "" && mask == 0 {
			c.fault(at, "enum %s: %s and %s are both %d", e.Name, old, full, v)
		}
		c.unless(!names[full], at, "enum %s: %s has two values", e.Name, full)
		c.unless(mask == 0 || v&^mask == 0, at, "enum %s: %s is no number in its mask", e.Name, full)
		names[full] = true
		if mask == 0 {
			values[v] = full
		}
	}
	c.unless(!e.Flags || len(e.Names) == 0, at, "flags %s have Names, want Values", e.Name)
	if e.Flags {
		return // which are looked through one by one
	}
	for _, list := range [][]codec.Value{e.Values, e.Others} {
		for i := range list[min(1, len(list)):] {
			c.unless(list[i].Value < list[i+1].Value, at, "enum %s: %s stands before %s, want ascending values", e.Name,
				list[i].Name, list[i+1].Name)
		}
	}
}
