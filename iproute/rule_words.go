package iproute

import (
	"fmt"
	"strings"

	"github.com/nlkit/nlkit/codec"
)

// sayAction says what a rule does: a number, FR_ACT_TO_TBL in any case with or without FR_ACT_, or "lookup", as
// ip-rule(8) has it.
func sayAction(v *values, value any) error {
	if text, ok := value.(string); ok {
		text = strings.TrimPrefix(strings.ToUpper(text), "FR_ACT_")
		if text == "LOOKUP" || text == "TABLE" {
			text = "TO_TBL"
		}
		number, err := v.of.enumOf("action").Parse(text)
		v.set("action", number)
		return err
	}
	v.set("action", value)
	return nil
}

func sayRuleFlags(v *values, value any) error {
	bits, err := bitsOf(v.of.enumOf("flags"), value)
	v.setBits("flags", bits)
	return err
}

// sayNot says that the rule is for all packets that it does not tell of.
func sayNot(v *values, value any) error {
	not, ok := value.(bool)
	if !ok {
		return fmt.Errorf("want a bool, got %s", codec.Describe(value))
	}
	if not {
		v.setBits("flags", ruleInverted)
	}
	return nil
}

// sayMasked returns the word for a number that may have a mask: 1, "0x1", "0x1/0xff".
func sayMasked(attr, mask string, bits uint) func(*values, any) error {
	return func(v *values, value any) error {
		text, ok := value.(string)
		number, bitmap, masked := strings.Cut(text, "/")
		if !ok || !masked {
			v.replace(value, attr)
			return nil
		}
		n, err := codec.NumberOf(number, bits)
		if err != nil {
			return err
		}
		m, err := codec.NumberOf(bitmap, bits)
		v.replace(n, attr)
		v.replace(m, mask)
		return err
	}
}

// sayPorts returns the word for ports: one, a range, or one with a mask ("0x10/0xf0").
func sayPorts(attr, mask string) func(*values, any) error {
	ports := sayRange(attr, 16)
	return func(v *values, value any) error {
		if text, ok := value.(string); ok && strings.Contains(text, "/") {
			port, bits, _ := strings.Cut(text, "/")
			m, err := codec.NumberOf(bits, 16)
			if err != nil {
				return err
			}
			v.replace(m, mask)
			value = port
		}
		return ports(v, value)
	}
}

// sayRange returns the word for a struct of the first and the last number: 80, "80", "1000-2000", "1000:2000", a list of
// two, or the struct.
func sayRange(attr string, bits uint) func(*values, any) error {
	return func(v *values, value any) error {
		var ends []any
		switch x := value.(type) {
		case map[string]any:
			v.replace(x, attr)
			return nil
		case string:
			for end := range strings.SplitSeq(strings.ReplaceAll(x, ":", "-"), "-") {
				ends = append(ends, end)
			}
		default:
			ends = severalOf(value)
		}
		if len(ends) < 1 || len(ends) > 2 {
			return fmt.Errorf(`want a number or a range, "1000-2000", got %s`, codec.Describe(value))
		}
		first, err := codec.NumberOf(ends[0], bits)
		if err != nil {
			return err
		}
		last, err := codec.NumberOf(ends[len(ends)-1], bits)
		if err == nil && last < first {
			err = fmt.Errorf("the range %v ends before it begins", value)
		}
		v.replace(map[string]any{"start": first, "end": last}, attr)
		return err
	}
}

// sayDSCP says a code point: a number, or a name in /etc/iproute2/rt_dsfield, which has them as a TOS.
func sayDSCP(v *values, value any) error {
	if text, ok := value.(string); ok && !isNumber(text) {
		tos, ok := v.ip.names.number("rt_dsfield", text)
		if !ok || tos&3 != 0 {
			return fmt.Errorf("%q is neither a number nor a code point in /etc/iproute2/rt_dsfield", text)
		}
		value = tos >> 2
	}
	v.replace(value, "FRA_DSCP")
	return nil
}
