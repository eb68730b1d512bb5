package tc

import (
	"fmt"
	"strconv"
	"strings"
)

// bytecode is a word for a program of classic BPF, as tc takes it: how many instructions it has and each of these, its
// code, jt, jf and k, "2,6 0 0 1,6 0 0 0". It gives the attributes PREFIX_OPS and PREFIX_OPS_LEN.
func bytecode(prefix string) word {
	return func(o *Options, v any) error {
		text, ok := v.(string)
		if !ok {
			return fmt.Errorf(`want a program as text, "1,6 0 0 4294967295", got %v`, v)
		}
		ops, err := instructions(text)
		o.Add(prefix+"_OPS_LEN", len(ops))
		o.Add(prefix+"_OPS", ops)
		return err
	}
}

// instructions reads struct sock_filter (linux/filter.h), several times.
func instructions(text string) (ops []any, err error) {
	number, rest, _ := strings.Cut(strings.TrimSuffix(strings.TrimSpace(text), ","), ",")
	for line := range strings.SplitSeq(rest, ",") {
		words := strings.Fields(line)
		if len(words) != 4 {
			return nil, fmt.Errorf("instruction %d: want four numbers, code, jt, jf and k, got %q", len(ops)+1, line)
		}
		op := map[string]any{}
		for i, member := range []string{"code", "jt", "jf", "k"} {
			bits := []int{16, 8, 8, 32}[i]
			n, err := strconv.ParseUint(words[i], 0, bits)
			if err != nil {
				return nil, fmt.Errorf("instruction %d: %s: %q is no number of %d bits", len(ops)+1, member, words[i], bits)
			}
			op[member] = n
		}
		ops = append(ops, op)
	}
	if n, err := strconv.Atoi(strings.TrimSpace(number)); err != nil || n != len(ops) {
		return nil, fmt.Errorf("the number of instructions is said to be %q, and there are %d", number, len(ops))
	}
	return ops, nil
}
