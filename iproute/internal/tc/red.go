package tc

import (
	"errors"
	"math"
)

// red is what tc computes for RED, random early detection, of queues of octets or of packets.
type red struct {
	limit, low, high uint64 // TCA_*_PARMS: limit, qth_min, qth_max
	avpkt, burst     uint64
	rate             uint64
	probability      float64
	scale            uint64 // what the thresholds count, in octets: 1, or that of a packet
}

// redWords is what red is computed from.
var redWords = []string{"limit", "min", "max", "avpkt", "burst", "probability", "bandwidth|bandwith"}

// redOf reads what is said of RED. Thresholds that are not said are those that its inventor recommends.
func redOf(s *said, rate uint64, packets bool) red {
	r := red{
		limit: ask(s, Size, "limit"), low: ask(s, Size, "min"), high: ask(s, Size, "max"), avpkt: ask(s, Size, "avpkt"),
		burst: ask(s, count, "burst"), probability: askOr(s, 0.02, probability, "probability"),
		rate: askOr(s, rate, Rate, "bandwidth", "bandwith"), scale: 1,
	}
	if packets {
		r.avpkt = askOr(s, 1000, Size, "avpkt")
		r.scale = r.avpkt
	}
	return r
}

// complete gives what was not said, and refuses what cannot be.
func (r *red) complete() error {
	switch {
	case r.limit == 0:
		return missing("limit")
	case r.avpkt == 0:
		return missing("avpkt")
	case r.rate == 0:
		return missing("bandwidth")
	}
	if r.high == 0 {
		r.high = r.limit / 4
	}
	if r.low == 0 {
		r.low = r.high / 3
	}
	switch {
	case r.high > r.limit:
		return errors.New("max is larger than limit")
	case r.low >= r.high:
		return errors.New("min is not smaller than max")
	}
	if r.burst == 0 {
		r.burst = (2*r.low + r.high) * r.scale / (3 * r.avpkt)
	}
	return nil
}

// parms returns the members that RED's structs share.
func (r *red) parms() (map[string]any, error) {
	wlog := r.ewma()
	if wlog < 0 {
		return nil, errors.New("no weight of the average fits: burst is too small for min and avpkt")
	}
	return map[string]any{
		"limit": r.limit, "qth_min": r.low, "qth_max": r.high, "Wlog": wlog, "Plog": r.slope(),
	}, nil
}

// ewma returns the weight of the moving average, as a negative power of two.
func (r *red) ewma() int {
	burst := float64(r.burst)
	a := burst + 1 - float64(r.low*r.scale)/float64(r.avpkt)
	if a < 1 {
		return -1
	}
	for wlog, w := 1, 0.5; wlog < 32; wlog, w = wlog+1, w/2 {
		if a <= (1-math.Pow(1-w, burst))/w {
			return wlog
		}
	}
	return -1
}

// slope returns how the probability grows between the thresholds, as a negative power of two.
func (r *red) slope() int {
	p := r.probability / float64((r.high-r.low)*r.scale)
	plog := 0
	for plog < 31 && p <= 1 {
		p *= 2
		plog++
	}
	return plog
}

// damping returns by how much the average goes down while nothing waits, for times in cells of a size.
func (r *red) damping(wlog int) (cellLog int, table []byte, err error) {
	slope := -math.Log(1-1/float64(uint64(1)<<wlog)) / float64(max(xmitTime(r.rate, r.avpkt), 1))
	for longest := 31 / slope; longest/float64(uint64(1)<<cellLog) >= 512; cellLog++ {
		if cellLog == 31 {
			return 0, nil, errors.New("no table of idle times fits: bandwidth is too small for avpkt")
		}
	}
	table = make([]byte, 256)
	for i := range table {
		table[i] = byte(min(float64(uint64(i)<<cellLog)*slope, 31))
	}
	table[255] = 31
	return cellLog, table, nil
}

// most returns the probability in shares of 2^32.
func (r *red) most() uint64 { return uint64(min(r.probability*(1<<32), math.MaxUint32)) }

// compute returns struct tc_red_qopt and the table of idle times.
func (r *red) compute() (parms map[string]any, table []byte, err error) {
	if err := r.complete(); err != nil {
		return nil, nil, err
	}
	if parms, err = r.parms(); err != nil {
		return nil, nil, err
	}
	parms["Scell_log"], table, err = r.damping(parms["Wlog"].(int))
	return parms, table, err
}
