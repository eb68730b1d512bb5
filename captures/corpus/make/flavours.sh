# flavours.sh: the ways in which people run strace.

. "$MAKE/lib.sh"
OTHERS="old-x xx-v X-raw X-verbose raw-xx default both outside outside-yy ff i-n-ttt r-T-y Y ns"

# flags sets the array FLAGS to those of a flavour.
flags() { # FLAVOUR
	case $1 in
	lossless) FLAGS=(-f -tt -yy -e trace=%network "${HEX[@]}") ;;
	old-x) FLAGS=(-f -e trace=network -x -s 65536) ;; # what instructions recommended while strace did not decode
	xx-v) FLAGS=(-f -e trace=%network -xx -v -s 65536) ;;
	X-raw) FLAGS=(-f -e trace=%network -X raw -v -s 65536) ;;
	X-verbose) FLAGS=(-f -e trace=%network -X verbose -v -s 65536) ;;
	raw-xx) FLAGS=(-f -e trace=%network -e verbose=none -xx -s 65536) ;;
	default) FLAGS=(-f -e trace=%network) ;;
	both) FLAGS=(-f -tt -yy -e trace=%network -v -s 65536 -e read=all -e write=all) ;;
	outside) FLAGS=(-f -e trace=%network,setns -x -s 65536) ;; # strace in another namespace than what it traces
	outside-yy) FLAGS=(-f -yy -e trace=%network,setns -xx -v -s 65536) ;;
	ff) FLAGS=(-ff -tt -yy -e trace=%network "${HEX[@]}") ;;
	i-n-ttt) FLAGS=(-f -i -n -ttt -e trace=%network "${HEX[@]}") ;;
	r-T-y) FLAGS=(-f -r -T -y -e trace=%network -x -v -s 65536) ;;
	Y) FLAGS=(-f -Y -tt -yy -e trace=%network "${HEX[@]}") ;;
	ns) FLAGS=(-f --absolute-timestamps=format:unix,precision:ns -yy -e trace=%network "${HEX[@]}") ;;
	esac
}
