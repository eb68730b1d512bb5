package tc

import (
	"fmt"
	"math"
	"reflect"
	"strconv"
	"strings"
	"time"

	"github.com/nlkit/nlkit/codec"
)

// Rate returns octets a second: of a text as tc(8) has it, where a number alone is bits, or of an integer, which is
// octets.
func Rate(v any) (uint64, error) {
	if text, ok := v.(string); ok {
		return ParseRate(text)
	}
	if n, ok := natural(v); ok {
		return n, nil
	}
	return 0, fmt.Errorf("want a rate (100mbit, 10kBps, or octets a second as a number), got %s", codec.Describe(v))
}

// ParseRate reads a rate as tc does: "100mbit", "10kBps", "1gibit"; a number alone is bits a second.
func ParseRate(text string) (uint64, error) {
	if _, err := strconv.ParseFloat(text, 64); err == nil {
		text += "bit"
	}
	if n, err := codec.BytesPerSecond.Parse(text); err == nil {
		return n, nil
	}
	return 0, fmt.Errorf("%q is no rate: want one as 100mbit, 1gibit, 10kBps, or a number of bits a second", text)
}

// Size returns octets: of a text as tc(8) has it, or of an integer.
func Size(v any) (uint64, error) {
	if text, ok := v.(string); ok {
		return ParseSize(text)
	}
	if n, ok := natural(v); ok {
		return n, nil
	}
	return 0, fmt.Errorf("want a size (15k, 1m, or octets as a number), got %s", codec.Describe(v))
}

// sizeUnits is what the units of sizes are, in octets. Longer ones come first.
var sizeUnits = []struct {
	unit   string
	octets float64
}{
	{"kbit", 1 << 10 / 8}, {"mbit", 1 << 20 / 8}, {"gbit", 1 << 30 / 8}, {"kb", 1 << 10}, {"mb", 1 << 20}, {"gb",
		1 << 30},
	{"k", 1 << 10}, {"m", 1 << 20}, {"g", 1 << 30}, {"b", 1}, {"", 1},
}

// ParseSize reads a size as tc does: "15k", "1mb", "10kbit"; a number alone is octets. Prefixes are those of 1024.
func ParseSize(text string) (uint64, error) {
	lower := strings.ToLower(text)
	for _, u := range sizeUnits {
		digits, ok := strings.CutSuffix(lower, u.unit)
		if !ok {
			continue
		}
		number, err := strconv.ParseFloat(digits, 64)
		if octets := number * u.octets; err == nil && octets >= 0 && octets < math.MaxInt64 {
			return uint64(octets), nil
		}
		break
	}
	if n, err := strconv.ParseUint(text, 0, 64); err == nil {
		return n, nil
	}
	return 0, fmt.Errorf("%q is no size: want one as 15k, 1mb, 10kbit, or a number of octets", text)
}

// duration returns a time: of a text as tc(8) has it, where a number alone is microseconds, as an integer is.
func duration(v any) (time.Duration, error) {
	switch x := v.(type) {
	case time.Duration:
		return x, nil
	case string:
		if _, err := strconv.ParseFloat(x, 64); err == nil {
			x += "us"
		}
		if n, err := codec.Nanoseconds.Parse(x); err == nil && n < math.MaxInt64 {
			return time.Duration(n), nil
		}
		return 0, fmt.Errorf("%q is no time: want one as 10ms, 1.5s, 100us, or a number of microseconds", x)
	}
	if n, ok := natural(v); ok && n < math.MaxInt64/1000 {
		return time.Duration(n) * time.Microsecond, nil
	}
	return 0, fmt.Errorf("want a time (10ms, a time.Duration, or microseconds as a number), got %s", codec.Describe(v))
}

// Percent returns a percentage: of a text, with a sign or without, or of a number.
func Percent(v any) (float64, error) {
	if text, ok := v.(string); ok {
		return ParsePercent(text)
	}
	switch x := reflect.ValueOf(v); x.Kind() {
	case reflect.Float32, reflect.Float64:
		return whole(x.Float(), v)
	}
	if n, ok := natural(v); ok {
		return whole(float64(n), v)
	}
	return 0, fmt.Errorf("want a percentage (2.5%%, or a number), got %s", codec.Describe(v))
}

// ParsePercent reads a percentage, of which the sign may lack: "2.5%".
func ParsePercent(text string) (float64, error) {
	p, err := strconv.ParseFloat(strings.TrimSuffix(text, "%"), 64)
	if err != nil {
		return 0, fmt.Errorf("%q is no percentage: want one as 2.5%%", text)
	}
	return whole(p, text)
}

// whole refuses what is no part of a whole.
func whole(p float64, v any) (float64, error) {
	if !(p >= 0 && p <= 100) {
		return 0, fmt.Errorf("%v is no percentage from 0 to 100", v)
	}
	return p, nil
}

// Share returns a percentage as the kernel counts it, of 2^32-1.
func Share(percent float64) uint32 { return uint32(math.RoundToEven(percent / 100 * math.MaxUint32)) }

// probability returns a number from 0 to 1, of a text or a number; "2%" is 0.02.
func probability(v any) (float64, error) {
	if text, ok := v.(string); ok {
		if strings.HasSuffix(text, "%") {
			p, err := ParsePercent(text)
			return p / 100, err
		}
		p, err := strconv.ParseFloat(text, 64)
		if err != nil || !(p >= 0 && p <= 1) {
			return 0, fmt.Errorf("%q is no probability: want one as 0.02 or 2%%", text)
		}
		return p, nil
	}
	if x := reflect.ValueOf(v); x.CanFloat() && x.Float() >= 0 && x.Float() <= 1 {
		return x.Float(), nil
	}
	if n, ok := natural(v); ok && n <= 1 {
		return float64(n), nil
	}
	return 0, fmt.Errorf("want a probability from 0 to 1, got %s", codec.Describe(v))
}

// count returns a number, of a text or an integer.
func count(v any) (uint64, error) {
	if n, ok := natural(v); ok {
		return n, nil
	}
	if text, ok := v.(string); ok {
		if n, err := strconv.ParseUint(text, 0, 64); err == nil {
			return n, nil
		}
		return 0, fmt.Errorf("%q is no number", text)
	}
	return 0, fmt.Errorf("want a number, got %s", codec.Describe(v))
}

// handle returns a handle, of a text or a number.
func handle(v any) (uint64, error) {
	if text, ok := v.(string); ok {
		return codec.TCHandle.Parse(text)
	}
	return count(v)
}

// truth returns a bool, of one or of a number.
func truth(v any) (bool, error) {
	if on, ok := v.(bool); ok {
		return on, nil
	}
	n, err := count(v)
	if err != nil {
		return false, fmt.Errorf("want a bool, got %s", codec.Describe(v))
	}
	return n != 0, nil
}

// natural returns an integer of any Go type that is not negative.
func natural(v any) (uint64, bool) {
	switch x := reflect.ValueOf(v); {
	case x.CanInt():
		return uint64(x.Int()), x.Int() >= 0
	case x.CanUint():
		return x.Uint(), true
	}
	return 0, false
}

// integer returns an integer of any Go type, or of digits.
func integer(v any) (int64, error) {
	if x := reflect.ValueOf(v); x.CanInt() {
		return x.Int(), nil
	}
	if n, ok := natural(v); ok && n <= math.MaxInt64 {
		return int64(n), nil
	}
	if text, ok := v.(string); ok {
		if n, err := strconv.ParseInt(text, 0, 64); err == nil {
			return n, nil
		}
	}
	return 0, fmt.Errorf("want a number, got %s", codec.Describe(v))
}

// elements returns the elements of a list of any kind, a text cut at blanks and commas, or one thing alone.
func elements(v any) []any {
	if text, ok := v.(string); ok {
		var list []any
		for _, word := range strings.FieldsFunc(text, func(r rune) bool { return r == ' ' || r == ',' }) {
			list = append(list, word)
		}
		return list
	}
	x := reflect.ValueOf(v)
	if x.Kind() != reflect.Slice && x.Kind() != reflect.Array {
		return []any{v}
	}
	list := make([]any, x.Len())
	for i := range list {
		list[i] = x.Index(i).Interface()
	}
	return list
}

// several returns the elements of a list, or one text or thing alone.
func several(v any) []any {
	if _, isText := v.(string); isText {
		return []any{v}
	}
	return elements(v)
}

// fields returns what is said by names: a map of any kind whose keys are texts.
func fields(v any) (map[string]any, bool) {
	if m, ok := v.(map[string]any); ok {
		return m, true
	}
	x := reflect.ValueOf(v)
	if x.Kind() != reflect.Map || x.Type().Key().Kind() != reflect.String {
		return nil, false
	}
	m := map[string]any{}
	for it := x.MapRange(); it.Next(); {
		m[it.Key().String()] = it.Value().Interface()
	}
	return m, true
}
