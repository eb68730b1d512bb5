"""Makes a simulated radio by the generic netlink family of mac80211_hwsim, lists all and ends it."""
import struct
import sys

from generic import DUMP, Generic, attribute, attributes, text, u32

DEL_RADIO, NEW_RADIO, GET_RADIO = 5, 4, 6
CHANNELS, RADIO_ID, NO_VIF, RADIO_NAME, DESTROY_ON_CLOSE, PERM_ADDR = 9, 10, 16, 17, 15, 22


def main():
    generic = Generic()
    family = generic.family("MAC80211_HWSIM")
    wanted = u32(CHANNELS, 2) + text(RADIO_NAME, "sample") + attribute(NO_VIF, b"")
    wanted += attribute(PERM_ADDR, bytes([2, 0, 0, 0, 9, 9]))
    _, number = generic.request(family, NEW_RADIO, payload=wanted)
    if number < 0:
        sys.exit(f"no radio: {number}")
    generic.request(family, GET_RADIO, flags=DUMP)
    generic.request(family, GET_RADIO, payload=u32(RADIO_ID, number))
    generic.request(family, NEW_RADIO, payload=text(RADIO_NAME, "sample"))
    generic.request(family, DEL_RADIO, payload=text(RADIO_NAME, "sample"))
    generic.request(family, DEL_RADIO, payload=u32(RADIO_ID, 99))


main()
