package iproute

import (
	"fmt"
	"strings"
	"sync"

	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/codec/rtnl"
)

// enums is the enumerations of the tables by their names. They are looked for when a name is wanted for the first time.
var enums = sync.OnceValue(func() map[string]*codec.Enum {
	byName := map[string]*codec.Enum{}
	codec.VisitTypes(func(yield func(*codec.MessageType) bool) {
		for _, t := range rtnl.Protocol.Messages {
			if !yield(t) {
				return
			}
		}
	}, codec.Visitor{Enum: func(e *codec.Enum, _ *codec.Place) {
		if byName[e.Name] == nil {
			byName[e.Name] = e
		}
	}})
	return byName
})

// nameOf returns the name of a value, or those of flags, without what all names start with and in small letters.
func nameOf[T integral](enum string, v T) string {
	e := enums()[enum]
	full, named := e.AppendName(nil, uint64(v))
	switch {
	case e.Flags && v != 0:
		full = e.AppendValue(nil, uint64(v), false)
	case !named:
		return fmt.Sprint(unnamed(v))
	}
	names := strings.Split(string(full), "|")
	for i := range names {
		names[i] = strings.ToLower(strings.TrimPrefix(names[i], e.Prefix))
	}
	return strings.Join(names, "|")
}

// parseName reads names, short or as in C, or a number.
func parseName[T integral](enum, s string) (T, error) {
	v, err := enums()[enum].Parse(s)
	if err == nil && uint64(T(v)) != v && int64(T(v)) != int64(v) {
		err = fmt.Errorf("%s is too large a number", s)
	}
	return T(v), err
}
