package tc

import "errors"

// sfq is the queueing discipline in its second form, which every kernel since Linux 3.3 takes. With redflowlimit its
// queues are managed by RED.
var sfq = &Kind{
	with: []string{"quantum", "perturb|perturb_period", "limit", "flows", "divisor", "depth", "headdrop",
		"redflowlimit", "min",
		"max", "avpkt", "burst", "probability", "ecn", "harddrop"},
	make: func(s *said, o *Options) error {
		if len(o.Fixed) > 0 {
			return nil
		}
		divisor := ask(s, count, "divisor")
		if divisor > 0 && divisor&(divisor-1) != 0 {
			return errors.New("divisor: want a power of 2")
		}
		o.Set("v0", map[string]any{
			"quantum": ask(s, Size, "quantum"), "perturb_period": ask(s, seconds, "perturb", "perturb_period"),
			"limit": ask(s, count, "limit"), "flows": ask(s, count, "flows"), "divisor": divisor,
		})
		o.Set("depth", ask(s, count, "depth"))
		o.Set("headdrop", ask(s, truth, "headdrop"))
		return sfqRed(s, o)
	},
}

// sfqRed has queues managed by RED.
func sfqRed(s *said, o *Options) error {
	words := map[string]any{}
	for _, w := range []string{"min", "max", "avpkt", "burst", "probability"} {
		if v, ok := s.words[w]; ok {
			words[w] = v
		}
	}
	limit, flags := ask(s, Size, "redflowlimit"), redFlags(s)
	if limit == 0 {
		if len(words) > 0 || flags > 0 {
			return errors.New("redflowlimit is missing: what is said of RED needs it")
		}
		return nil
	}
	words["limit"] = limit
	own := &said{words: words}
	r := redOf(own, defaultBandwidth, false)
	r.avpkt = askOr(own, 1000, Size, "avpkt")
	if own.err != nil {
		return own.err
	}
	if err := r.complete(); err != nil {
		return err
	}
	parms, err := r.parms()
	for name, v := range parms {
		o.Set(name, v)
	}
	o.Set("flags", flags)
	o.Set("max_P", r.most())
	return err
}

// seconds returns a time that the kernel counts in seconds: a number is these.
func seconds(v any) (uint64, error) {
	if n, err := count(v); err == nil && !isDuration(v) {
		return n, nil
	}
	d, err := duration(v)
	return uint64(d.Seconds()), err
}
