# shows: pyroute2's NDB, which keeps a database of the network by listening, and its socket in another network namespace
# tool: pyroute2
# packages: python3-pyroute2
# protocols: ROUTE
# modules: dummy bridge
scene() { python3 "$MAKE/programs/pyroute_ndb.py"; }

cleanup() { ip netns del inner; }
