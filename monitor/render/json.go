package render

import (
	"strconv"
	"time"

	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/codec/form"
	"github.com/nlkit/nlkit/codec/form/json"
	"github.com/nlkit/nlkit/follow"
	"github.com/nlkit/nlkit/monitor"
)

// json writes an event as an object on a line:
//
//	{"time":"2026-11-21T10:38:27.741831Z","netns":"blue","event":"changed","source":"told","group":"link",
//	 "object":"link 12 va","message":{…},"changes":[{"attr":"IFLA_MTU","old":1500,"new":9000}],
//	 "process":{"pid":4242,"comm":"ip","uid":0},"cause":"timer",
//	 "implied_by":{"time":…,"event":"changed","object":"link 12 va","message":{…}},
//	 "lost":{"dropped":12,"groups":["RTNLGRP_LINK"]}}
//
// "event" is a Word, "source" how it became known, "message" what form JSON writes, so that it can be turned into octets
// again. What is not known is left out. "old" or "new" is null where there was, or is, nothing.
func (r *Renderer) json(dst []byte, e *monitor.Event) []byte {
	dst = appendEvent(append(dst, '{'), e)
	if len(e.Changes) > 0 {
		dst = appendJSONChanges(append(dst, `,"changes":`...), e.Changes)
	}
	dst = appendJSONCause(dst, e.Cause)
	if e.ImpliedBy != nil {
		dst = appendEvent(append(dst, `,"implied_by":{`...), e.ImpliedBy)
		dst = append(appendJSONCause(dst, e.ImpliedBy.Cause), '}')
	}
	if e.Lost != nil {
		dst = strconv.AppendUint(append(dst, `,"lost":{"dropped":`...), e.Lost.Dropped, 10)
		dst = append(dst, `,"groups":[`...)
		for i, g := range e.Lost.Groups {
			if i > 0 {
				dst = append(dst, ',')
			}
			dst = codec.AppendQuoted(dst, g.String(), '"')
		}
		dst = append(dst, "]}"...)
	}
	return append(dst, "}\n"...)
}

// appendEvent appends the members that all events have, without a comma before the first.
func appendEvent(dst []byte, e *monitor.Event) []byte {
	if !e.Time.IsZero() {
		dst = e.Time.UTC().AppendFormat(append(dst, `"time":"`...), time.RFC3339Nano)
		dst = append(dst, `",`...)
	}
	if e.NetNS != "" {
		dst = append(codec.AppendQuoted(append(dst, `"netns":`...), e.NetNS, '"'), ',')
	}
	dst = append(append(append(dst, `"event":"`...), Word(e)...), '"')
	dst = append(append(append(dst, `,"source":"`...), e.Kind.String()...), '"')
	if e.Group.Word != "" {
		dst = codec.AppendQuoted(append(dst, `,"group":`...), e.Group.Word, '"')
	}
	if e.Table != "" {
		dst = codec.AppendQuoted(append(dst, `,"table":`...), e.Table, '"')
	}
	if e.Message != nil {
		dst = codec.AppendQuoted(append(dst, `,"object":`...), Object(e), '"')
		dst = form.JSON.Write(append(dst, `,"message":`...), e.Message, form.Style{})
	}
	return dst
}

func appendJSONChanges(dst []byte, changes []monitor.Change) []byte {
	for i := range changes {
		c := &changes[i]
		separator := byte(',')
		if i == 0 {
			separator = '['
		}
		dst = codec.AppendQuoted(append(append(dst, separator), `{"attr":`...), c.Path, '"')
		dst = appendJSONValue(append(dst, `,"old":`...), c.Old, c.Op == follow.Added)
		dst = append(appendJSONValue(append(dst, `,"new":`...), c.New, c.Op == follow.Removed), '}')
	}
	return append(dst, ']')
}

func appendJSONValue(dst []byte, c codec.Content, none bool) []byte {
	if none {
		return append(dst, "null"...)
	}
	return json.AppendValue(dst, c)
}

func appendJSONCause(dst []byte, c monitor.Cause) []byte {
	if c.Pid != 0 {
		dst = strconv.AppendInt(append(dst, `,"process":{"pid":`...), int64(c.Pid), 10)
		if c.Comm != "" {
			dst = codec.AppendQuoted(append(dst, `,"comm":`...), c.Comm, '"')
		}
		if c.UID >= 0 {
			dst = strconv.AppendInt(append(dst, `,"uid":`...), int64(c.UID), 10)
		}
		if c.Container != "" {
			dst = codec.AppendQuoted(append(dst, `,"container":`...), c.Container, '"')
		}
		dst = append(dst, '}')
	}
	if c.Label != "" {
		dst = codec.AppendQuoted(append(dst, `,"cause":`...), c.Label, '"')
	}
	return dst
}
