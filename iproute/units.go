package iproute

import (
	"math"
	"time"
)

// Forever is a lifetime that does not end, as those of addresses mostly do not.
const Forever = math.MaxUint32 * time.Second

// Bitfield is flags of which only those that are selected are meant (struct nla_bitfield32).
type Bitfield[T ~uint32] struct{ Value, Selector T }
