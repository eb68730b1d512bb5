package tc

import (
	"errors"
	"math"

	"github.com/nlkit/nlkit/codec"
)

// SizeTable returns TCA_STAB of what is said of a link that packets take more of than they are long: overhead,
// linklayer, mpu, mtu, tsize.
func SizeTable(v any) ([]codec.A, error) {
	if attrs, ok := v.([]codec.A); ok {
		return attrs, nil
	}
	words, ok := fields(v)
	if !ok {
		return nil, errors.New("want words: overhead, linklayer, mpu, mtu, tsize")
	}
	known := map[string]int{"overhead": 0, "linklayer": 0, "mpu": 0, "mtu": 0, "tsize": 0}
	for name := range words {
		if _, err := choose(name, known); err != nil {
			return nil, err
		}
	}
	s := &said{words: words}
	h := shape{mtu: askOr(s, 2048, Size, "mtu"), mpu: ask(s, Size, "mpu"), layer: askOr(s, layerEthernet, layer,
		"linklayer")}
	base := map[string]any{"overhead": ask(s, integer, "overhead"), "linklayer": h.layer, "mpu": h.mpu}
	if h.layer != layerATM && h.mpu == 0 { // nothing that an overhead does not say
		return nest("TCA_STAB_BASE", base), s.err
	}
	size := max(askOr(s, 512, count, "tsize"), 1)
	cells, sizes, table := h.sizes(min(size, math.MaxUint16))
	maps := map[string]any{"cell_log": cells, "size_log": sizes, "cell_align": -1, "mtu": h.mtu, "tsize": size}
	for name, n := range maps {
		base[name] = n
	}
	return nest("TCA_STAB_BASE", base, "TCA_STAB_DATA", table), s.err
}

// sizes returns how long packets of up to so many cells are on the link, in units that are a power of two.
func (h shape) sizes(n uint64) (cellLog, sizeLog int, table []uint16) {
	for h.mtu>>cellLog > n-1 && cellLog < 31 {
		cellLog++
	}
	for h.adjusted(n<<cellLog)>>sizeLog > math.MaxUint16 {
		sizeLog++
	}
	table = make([]uint16, n)
	for i := range table {
		table[i] = uint16(h.adjusted(uint64(i+1)<<cellLog) >> sizeLog)
	}
	return cellLog, sizeLog, table
}
