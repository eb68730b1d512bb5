package tc

import (
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/nlkit/nlkit/codec"
)

// verdicts is what tc and pyroute2 call what becomes of a packet, TC_ACT_* (linux/pkt_cls.h).
var verdicts = map[string]int{
	"unspec": -1, "continue": -1, "ok": 0, "pass": 0, "reclassify": 1, "shot": 2, "drop": 2, "pipe": 3, "stolen": 4,
	"queued": 5, "repeat": 6, "redirect": 7, "trap": 8,
}

// The verdicts that actions have if nothing else is said.
const (
	actOK         = 0
	actReclassify = 1
	actShot       = 2
	actPipe       = 3
	actStolen     = 4
)

// jumps is verdicts that have a number.
var jumps = map[string]int{"jump": 1 << 28, "goto chain": 2 << 28}

// verdict returns what becomes of a packet: "drop", "goto chain 42", "jump 2", or a number.
func verdict(v any) (int, error) {
	text, ok := v.(string)
	if !ok {
		n, err := integer(v)
		return int(n), err
	}
	text = strings.ToLower(strings.Join(strings.Fields(text), " "))
	for word, code := range jumps {
		if rest, ok := strings.CutPrefix(text, word+" "); ok {
			n, err := strconv.ParseUint(rest, 0, 28)
			return code | int(n), err
		}
	}
	if code, ok := verdicts[strings.TrimPrefix(text, "tc_act_")]; ok {
		return code, nil
	}
	if n, err := integer(text); err == nil {
		return int(n), nil
	}
	names := slices.Sorted(maps.Keys(verdicts))
	return 0, codec.UnknownName("verdict", text, append(names, "goto chain 1", "jump 1"))
}
