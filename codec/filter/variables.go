package filter

import (
	"strconv"

	"github.com/nlkit/nlkit/codec"
)

// variable returns how a name outside attr is fetched, and what is known of it.
func (c *compilation) variable(name string) (func(*Input) any, facts, bool) {
	f := facts{label: name}
	switch name {
	case "type":
		f.values = c.names.scope.Names
		return messageType, f, true
	case "cmd":
		f.values = c.names.scope.Names
		return command, f, true
	case "proto":
		f.values = c.names.scope.Protocols
		return protocol, f, true
	case "family":
		f.values = c.names.scope.Families
		return family, f, true
	case "direction":
		f.values = func() []string { return []string{"sent", "received"} }
		return func(in *Input) any { return textOrNil(in.Direction) }, f, true
	case "comm":
		return func(in *Input) any { return textOrNil(in.Comm) }, f, true
	}
	f.number = true
	switch name {
	case "flags":
		f.parse = flagNumber
	case "error":
		f.parse = c.names.scope.Errno
	}
	if fetch := numbers[name]; fetch != nil {
		return fetch, f, true
	}
	if full := c.names.fields(name); len(full) > 0 {
		f.enum, f.parse = c.names.fieldEnum(full), c.names.fieldParser(full)
		return headerField(full), f, true
	}
	return nil, f, false
}

// fieldsOf returns the members of fixed structs that a name stands for, nil if it stands for something else.
func (c *compilation) fieldsOf(name string) []string {
	switch name {
	case "type", "cmd", "proto", "family", "direction", "comm":
		return nil
	}
	if numbers[name] != nil {
		return nil
	}
	return c.names.fields(name)
}

// numbers are the names that stand for numbers of the message and the capture.
var numbers = map[string]func(*Input) any{
	"flags":  func(in *Input) any { return told(in, int(in.Message.Header().Flags), flagsAt, 2) },
	"seq":    func(in *Input) any { return told(in, int(in.Message.Header().Seq), seqAt, 4) },
	"pid":    processID,
	"port":   portID,
	"len":    func(in *Input) any { return told(in, int(in.Message.Header().Len), 0, 4) },
	"number": func(in *Input) any { return told(in, int(in.Message.Header().Type), typeAt, 2) },
	"fd":     func(in *Input) any { return numberOrNil(in.FD, in.FD >= 0) },
	"record": func(in *Input) any { return in.Record },
	"faults": func(in *Input) any { return len(in.Message.Faults()) },
	"took":   func(in *Input) any { return in.Elapsed.Seconds() },
	"time": func(in *Input) any {
		if in.Time.IsZero() {
			return nil
		}
		return float64(in.Time.UnixNano()) / 1e9
	},
	"error": func(in *Input) any {
		n, ok := in.Message.Error()
		return numberOrNil(n, ok)
	},
}

// processID is the program's, or, where the capture does not know it, nlmsg_pid.
func processID(in *Input) any {
	if in.Pid > 0 {
		return in.Pid
	}
	return portID(in)
}

func portID(in *Input) any { return told(in, int(in.Message.Header().PortID), portAt, 4) }

// Where in struct nlmsghdr its members stand (linux/netlink.h).
const (
	typeAt  = 4
	flagsAt = 6
	seqAt   = 8
	portAt  = 12
)

// told is a number of a header, of so many octets from a place on, or nil if the capture does not tell it.
func told(in *Input, n, at, size int) any {
	_, untold := in.Message.Untold(at, at+size)
	return numberOrNil(n, !untold)
}

func textOrNil(s string) any {
	if s == "" {
		return nil
	}
	return s
}

func numberOrNil(n int, ok bool) any {
	if !ok {
		return nil
	}
	return n
}

// messageType is the C name, or the number as text, or what the capture says in its place. Messages of one generic
// netlink family all are of its type, so that theirs is the name of the command.
func messageType(in *Input) any {
	if n := in.Message.Name(); n != "" {
		return n
	}
	if text, untold := in.Message.Untold(typeAt, typeAt+2); untold {
		return textOrNil(text)
	}
	return strconv.Itoa(int(in.Message.Header().Type))
}

// command is the C name of a generic netlink command, or its number as text.
func command(in *Input) any {
	m := in.Message
	p := m.Protocol()
	b := m.Bytes()
	if p == nil || !p.Generic || m.IsControl() || len(b) <= codec.HeaderLen {
		return nil
	}
	if n := m.Name(); n != "" {
		return n
	}
	return strconv.Itoa(int(b[codec.HeaderLen]))
}

func protocol(in *Input) any {
	if p := in.Message.Protocol(); p != nil {
		return p.Name
	}
	return nil
}

func family(in *Input) any {
	if f := in.Message.Family(); f != nil {
		return f.Name
	}
	return nil
}

func flagNumber(name string) (int, error) {
	n, err := codec.HeaderFlags(name)
	return int(n), err
}
