package brief

import (
	"math"

	"github.com/nlkit/nlkit/codec"
)

// policeWords is a policer.
var policeWords = &words{rest: true, list: []word{
	{how: policeRate}, {attr: "TCA_POLICE_AVRATE", say: "avrate"}, {how: policePackets}, {how: policeControl},
}, silent: []string{"TCA_POLICE_PKTRATE64", "TCA_POLICE_PKTBURST64", "TCA_POLICE_TBF", "TCA_POLICE_RATE",
	"TCA_POLICE_PEAKRATE", "TCA_POLICE_RATE64", "TCA_POLICE_PEAKRATE64", "TCA_POLICE_RESULT", "TCA_POLICE_TM"}}

// police says a policer that is a part of a filter.
func police(w *writer, dst []byte, _ *word, a codec.Attr) []byte {
	as := word{say: "police"}
	return flat(policeWords)(w, dst, &as, a)
}

// policeRate says the rates, and what is reckoned with them.
func policeRate(_ *writer, dst []byte, _ *word, in codec.Attr) []byte {
	c, ok := structIn(in, "TCA_POLICE_TBF")
	if !ok {
		return dst
	}
	if rate := wideRate(in, "TCA_POLICE_RATE64", inStruct(c, "rate", "rate")); rate != 0 {
		dst = sayBurst(sayRate(dst, "rate", rate), "burst", rate, inStruct(c, "burst"))
	}
	if mtu := inStruct(c, "mtu"); mtu != 0 {
		dst = codec.AppendUint(append(dst, " mtu "...), mtu)
	}
	if peak := wideRate(in, "TCA_POLICE_PEAKRATE64", inStruct(c, "peakrate", "rate")); peak != 0 {
		dst = sayRate(dst, "peakrate", peak)
	}
	return sayFraming(dst, c, "rate")
}

// policePackets says how many packets a second may come, and how many at once.
func policePackets(_ *writer, dst []byte, _ *word, in codec.Attr) []byte {
	a, _ := in.Attr("TCA_POLICE_PKTRATE64")
	rate, ok := a.Uint()
	if !ok || rate == 0 {
		return dst
	}
	a, _ = in.Attr("TCA_POLICE_PKTBURST64")
	ticks, _ := a.Uint()
	dst = codec.AppendUint(append(dst, " pkts_rate "...), rate)
	return codec.AppendUint(append(dst, " pkts_burst "...), uint64(math.Round(float64(rate)*float64(ticks)*64e-9)))
}

// policeControl says what becomes of packets that exceed the rate, and of the others.
func policeControl(_ *writer, dst []byte, _ *word, in codec.Attr) []byte {
	c, ok := structIn(in, "TCA_POLICE_TBF")
	if !ok {
		return dst
	}
	m, _, _ := c.Spec().Struct.Lookup("action")
	dst = appendVerdict(append(dst, " conform-exceed "...), m.Enum, inStruct(c, "action"))
	if a, ok := in.Attr("TCA_POLICE_RESULT"); ok {
		result, _ := a.Uint()
		dst = appendVerdict(append(dst, '/'), m.Enum, result)
	}
	if index := inStruct(c, "index"); index != 0 {
		dst = codec.AppendUint(append(dst, " index "...), index)
	}
	return dst
}
