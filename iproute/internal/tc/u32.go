package tc

import (
	"errors"
	"fmt"
	"maps"
	"strconv"
	"strings"

	"github.com/nlkit/nlkit/codec"
)

// u32 is the filter that looks at words of packets: "keys" are values, masks and offsets as pyroute2 has them,
// "0xc0a80001/0xffffffff+12", "match" says them as tc does, "ip src 192.168.0.1/32".
var u32 = u32Kind()

// terminal is TC_U32_TERMINAL: a packet that matches needs no other filter (linux/pkt_cls.h).
const terminal = 1

func u32Kind() *Kind {
	k := filter("TCA_U32_", true, map[string]word{
		"ht": gives("TCA_U32_HASH", u32Handle), "link": gives("TCA_U32_LINK", u32Handle), "mark": u32Mark,
	}, nil)
	k.with = append(k.with, "keys", "match", "hashkey")
	act := k.make
	k.make = func(s *said, o *Options) error {
		if err := act(s, o); err != nil || s.err != nil {
			return err
		}
		return u32Selector(s, o)
	}
	return k
}

func u32Handle(v any) (uint64, error) {
	if text, ok := v.(string); ok {
		return codec.U32Handle.Parse(text)
	}
	return count(v)
}

// u32Mark matches the mark of packets: "0x10/0xff".
func u32Mark(o *Options, v any) error {
	mark, mask, err := masked(v)
	if mask == nil {
		mask = new(uint64)
		*mask = 1<<32 - 1
	}
	o.Add("TCA_U32_MARK", map[string]any{"val": mark, "mask": *mask})
	return err
}

// u32Selector gives struct tc_u32_sel.
func u32Selector(s *said, o *Options) error {
	var sel selector
	if err := sel.addAll(s, o); err != nil {
		return err
	}
	if o.Has("TCA_U32_SEL") {
		return nil
	}
	hash := map[string]any{}
	if s.has("hashkey") {
		var err error
		if hash, err = hashKey(s.words["hashkey"]); err != nil {
			return about("hashkey", err)
		}
	}
	if len(sel.keys) == 0 && len(hash) == 0 {
		if o.Has("TCA_U32_DIVISOR") {
			return nil
		}
		return missing(`what is to match (keys, or match; match "u32 0 0" is all)`)
	}
	fields := map[string]any{"keys": sel.list()}
	if o.Has("TCA_U32_CLASSID") || !o.Has("TCA_U32_LINK") {
		fields["flags"] = terminal
	}
	maps.Copy(fields, hash)
	o.Add("TCA_U32_SEL", fields)
	return nil
}

// selector is the keys of a filter.
type selector struct{ keys []u32Key }

// u32Key is struct tc_u32_key; an offset that counts from the next header has next set.
type u32Key struct {
	val, mask uint32
	off       int
	next      bool
}

// addAll takes keys and matches.
func (l *selector) addAll(s *said, o *Options) error {
	if s.has("keys") {
		list := elements(s.words["keys"])
		for _, x := range list {
			text, ok := x.(string)
			if !ok {
				return fmt.Errorf("keys: want texts as 0xc0a80001/0xffffffff+12, got %s", codec.Describe(x))
			}
			if err := l.addKey(text); err != nil {
				return about("keys", err)
			}
		}
	}
	if !s.has("match") {
		return nil
	}
	matches := []any{s.words["match"]}
	if _, one := s.words["match"].(string); !one {
		matches = elements(s.words["match"])
	}
	for _, x := range matches {
		text, _ := x.(string)
		if err := l.match(text, o); err != nil {
			return fmt.Errorf("match %q: %w", text, err)
		}
	}
	return nil
}

// addKey reads "value/mask+offset". The digits of the mask say how many octets are meant: 0x00ff is two.
func (l *selector) addKey(text string) error {
	pair, at, hasOffset := strings.Cut(text, "+")
	at, next := strings.CutPrefix(at, "nexthdr+")
	value, mask, hasMask := strings.Cut(pair, "/")
	val, err := strconv.ParseUint(value, 0, 32)
	bits, err2 := strconv.ParseUint(mask, 0, 32)
	off, err3 := strconv.ParseInt(at, 0, 32)
	if !hasOffset || !hasMask || err != nil || err2 != nil || err3 != nil {
		return fmt.Errorf("%q is no key: want a value, a mask and an offset, as in 0xc0a80001/0xffffffff+12", text)
	}
	digits, hex := strings.CutPrefix(strings.ToLower(mask), "0x")
	octets := (len(digits) + 1) / 2
	if !hex {
		for octets = 1; bits>>(8*octets) != 0; octets++ {
		}
	}
	return l.add(uint32(val), uint32(bits), int(off), octets, next)
}

// add adds a value and a mask of so many octets at an offset. They go into the word that the offset is in, as tc
// puts them, and into the next one if they reach there.
func (l *selector) add(val, mask uint32, off, octets int, next bool) error {
	if val&^mask != 0 {
		return fmt.Errorf("value %#x has bits that mask %#x has not", val, mask)
	}
	shift := 8 * (4 - octets)
	v, m := uint64(val)<<(32+shift), uint64(mask)<<(32+shift) // the octets first, of 8
	in := off & 3
	v, m = v>>(8*in), m>>(8*in)
	word := off - in
	if high := uint32(m >> 32); high != 0 || m == 0 {
		if m == 0 {
			word = off &^ 3
		}
		if err := l.put(u32Key{uint32(v >> 32), high, word, next}); err != nil {
			return err
		}
	}
	if low := uint32(m); low != 0 {
		return l.put(u32Key{uint32(v), low, word + 4, next})
	}
	return nil
}

// put adds a key to one for the same word, or as another one.
func (l *selector) put(k u32Key) error {
	for i := range l.keys {
		have := &l.keys[i]
		if have.off != k.off || have.next != k.next {
			continue
		}
		if both := have.mask & k.mask; (have.val^k.val)&both != 0 {
			return errors.New("it contradicts another one")
		}
		have.val, have.mask = have.val|k.val, have.mask|k.mask
		return nil
	}
	if len(l.keys) == 128 {
		return errors.New("there are more than 128 keys")
	}
	l.keys = append(l.keys, k)
	return nil
}

// list returns the keys as the codec takes them.
func (l *selector) list() []any {
	list := make([]any, len(l.keys))
	for i, k := range l.keys {
		offmask := 0
		if k.next {
			offmask = -1
		}
		list[i] = map[string]any{"val": hex32(k.val), "mask": hex32(k.mask), "off": k.off, "offmask": offmask}
	}
	return list
}

// hex32 writes a number as the tables have words of packets.
func hex32(n uint32) string { return fmt.Sprintf("%08x", n) }

// hashKey says by which bits of which word the bucket of a hash table is chosen: "mask 0xff at 12".
func hashKey(v any) (map[string]any, error) {
	words, ok := fields(v)
	if parts := elements(v); !ok && len(parts) == 4 && parts[0] == "mask" && parts[2] == "at" {
		words, ok = map[string]any{"mask": parts[1], "at": parts[3]}, true
	}
	if !ok {
		return nil, errors.New(`want a mask and an offset: "mask 0xff at 12"`)
	}
	s := &said{words: words}
	mask, at := ask(s, count, "mask"), ask(s, count, "at")
	return map[string]any{"hmask": hex32(uint32(mask)), "hoff": at}, s.err
}
