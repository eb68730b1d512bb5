package codec

import "slices"

// Direction says which way a datagram goes, seen from the program.
type Direction uint8

// The directions.
const (
	DirectionUnknown Direction = iota
	Sent                       // from the program to the kernel
	Received                   // from the kernel to the program
)

var directionWords = [...]string{DirectionUnknown: "unknown", Sent: "sent", Received: "received"}

// String returns "sent", "received" or "unknown".
func (d Direction) String() string {
	if int(d) < len(directionWords) {
		return directionWords[d]
	}
	return "invalid"
}

// ParseDirection is the inverse of String.
func ParseDirection(s string) (d Direction, ok bool) {
	i := slices.Index(directionWords[:], s)
	return Direction(max(i, 0)), i >= 0
}
