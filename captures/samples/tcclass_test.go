package samples_test

import (
	"encoding/json"
	"fmt"
	"path"
	"strings"
	"testing"

	"github.com/nlkit/nlkit/captures/samples"
	"github.com/nlkit/nlkit/codec"
)

// classOptions is how `tc -s -d class` prints TCA_OPTIONS of each kind.
var classOptions = map[string]func(v view) string{
	"prio": nothing, "multiq": nothing, "mqprio": nothing, "mq": nothing, "red": nothing, "taprio": nothing,
	"tbf": nothing, "htb": htbClass, "hfsc": hfscClass,
	"drr": func(v view) string { return "quantum " + tcSize(v.value("TCA_OPTIONS/TCA_DRR_QUANTUM")) },
	"qfq": func(v view) string {
		return fmt.Sprint("weight ", v.at("TCA_OPTIONS/TCA_QFQ_WEIGHT"), " maxpkt ", v.at("TCA_OPTIONS/TCA_QFQ_LMAX"))
	},
	"ets": func(v view) string {
		if quantum := v.at("TCA_OPTIONS/TCA_ETS_QUANTA_BAND"); quantum != nil {
			return fmt.Sprint("quantum ", quantum)
		}
		return ""
	},
}

// classStats is how it prints the statistics of each kind.
var classStats = map[string]func(v view) string{
	"htb": func(v view) string {
		return v.said("lended: lends borrowed: borrows giants: giants tokens: tokens ctokens: ctokens")
	},
	"hfsc": func(v view) string {
		text := "period " + fmt.Sprint(v.at(app+"period"))
		for _, name := range []string{"work", "rtwork"} {
			if n := v.at(app + name); n != json.Number("0") {
				text += fmt.Sprint(" ", name, " ", n, " bytes")
			}
		}
		return text + fmt.Sprint(" level ", v.at(app+"level"))
	},
	"drr": func(v view) string { return "deficit " + tcSize(v.value(app+"deficit")) },
}

func nothing(view) string { return "" }

// said is words, each before a statistic.
func (v view) said(pairs string) string {
	words := strings.Fields(pairs)
	for i := 1; i < len(words); i += 2 {
		words[i] = fmt.Sprint(v.at(app + words[i]))
	}
	return strings.Join(words, " ")
}

func bits(rate float64) string {
	text, _ := codec.BytesPerSecond.AppendMeaning(nil, int64(rate))
	return string(text)
}

func htbClass(v view) string {
	parms := "TCA_OPTIONS/TCA_HTB_PARMS/"
	var b strings.Builder
	if v.value(parms+"level") == 0 {
		fmt.Fprint(&b, "prio ", v.at(parms+"prio"), " quantum ", v.at(parms+"quantum"), " ")
	}
	fmt.Fprint(&b, "rate ", bits(rateAt(v, "TCA_HTB_PARMS/rate")))
	if overhead := v.at(parms + "rate/overhead"); overhead != json.Number("0") {
		fmt.Fprint(&b, " overhead ", overhead)
	}
	fmt.Fprint(&b, " ceil ", bits(rateAt(v, "TCA_HTB_PARMS/ceil")), " linklayer ",
		low("TC_LINKLAYER_", parms+"rate/linklayer")(v))
	fmt.Fprint(&b, " burst ", tcBurst(v, "TCA_HTB_PARMS/rate", parms+"buffer"), " mpu ", v.at(parms+"rate/mpu"), "b")
	fmt.Fprint(&b, " cburst ", tcBurst(v, "TCA_HTB_PARMS/ceil", parms+"cbuffer"), " mpu ", v.at(parms+"ceil/mpu"), "b")
	fmt.Fprint(&b, " level ", v.at(parms+"level"))
	return b.String()
}

func hfscClass(v view) string {
	curve := func(name, attr string) string {
		at := "TCA_OPTIONS/TCA_HFSC_" + attr + "/"
		if v.at(at+"m2") == nil {
			return ""
		}
		return fmt.Sprint(name, " m1 ", bits(v.value(at+"m1")), " d ", tcTime(v.value(at+"d")), " m2 ",
			bits(v.value(at+"m2")), " ")
	}
	rt, ls := curve("", "RSC"), curve("", "FSC")
	if rt != "" && rt == ls {
		return "sc" + rt + curve("ul", "USC")
	}
	return curve("rt", "RSC") + curve("ls", "FSC") + curve("ul", "USC")
}

// tcTime is a time in microseconds as tc prints it.
func tcTime(us float64) string {
	switch {
	case us >= 1e6:
		return fmt.Sprintf("%.3gs", us/1e6)
	case us >= 1e3:
		return fmt.Sprintf("%.3gms", us/1e3)
	}
	return fmt.Sprintf("%.0fus", us)
}

// class is what `tc -s -d class` prints of a class.
func class(v view) string {
	kind := fmt.Sprint(v.at("TCA_KIND"))
	var b strings.Builder
	fmt.Fprint(&b, "class ", kind, " ", v.at("tcmsg/tcm_handle"))
	if isRoot(v) == true {
		fmt.Fprint(&b, " root")
	} else {
		fmt.Fprint(&b, " parent ", v.at("tcmsg/tcm_parent"))
	}
	if leaf := v.at("tcmsg/tcm_info"); leaf != "none" {
		fmt.Fprint(&b, " leaf ", leaf)
	}
	fmt.Fprint(&b, " ", classOptions[kind](v))
	if v.at("TCA_STATS2/TCA_STATS_BASIC") == nil {
		return b.String()
	}
	queue := "TCA_STATS2/TCA_STATS_QUEUE/"
	fmt.Fprint(&b, " Sent ", v.at("TCA_STATS2/TCA_STATS_BASIC/bytes"), " bytes ",
		v.at("TCA_STATS2/TCA_STATS_BASIC/packets"), " pkt (dropped ", v.at(queue+"drops"), ", overlimits ",
		v.at(queue+"overlimits"), " requeues ", v.at(queue+"requeues"), ")")
	if bps := v.at("TCA_STATS2/TCA_STATS_RATE_EST/bps"); bps != nil {
		fmt.Fprint(&b, " rate ", bits(v.value("TCA_STATS2/TCA_STATS_RATE_EST/bps")), " ",
			v.at("TCA_STATS2/TCA_STATS_RATE_EST/pps"), "pps")
	}
	fmt.Fprint(&b, " backlog ", tcSize(v.value(queue+"backlog")), " ", v.at(queue+"qlen"), "p requeues ",
		v.at(queue+"requeues"))
	if stats := classStats[kind]; stats != nil {
		fmt.Fprint(&b, " ", stats(v))
	}
	return b.String()
}

// TestTCClass compares each class to what `tc -s -d class` printed of it.
func TestTCClass(t *testing.T) {
	text, err := samples.FS().ReadFile(path.Join("oracle", "tc-class-show.tc.txt"))
	if err != nil {
		t.Fatal(err)
	}
	printed := strings.Split("\n"+string(text), "\nclass ")[1:]
	kinds := map[string]bool{}
	for _, m := range load(t, "tc-class-show.strace.gz").Messages {
		if m.Name() != "RTM_NEWTCLASS" {
			continue
		}
		if len(printed) == 0 {
			t.Fatal("more messages than classes")
		}
		want := "class " + strings.Join(strings.Fields(printed[0]), " ")
		if got := strings.Join(strings.Fields(class(newView(t, m, nil))), " "); got != want {
			t.Errorf("got  %s\nwant %s", got, want)
		}
		printed = printed[1:]
		kinds[strings.Fields(want)[1]] = true
	}
	if len(printed) > 0 {
		t.Errorf("%d classes have no message", len(printed))
	}
	for kind := range classOptions {
		if !kinds[kind] {
			t.Errorf("the sample has no class of %s", kind)
		}
	}
}
