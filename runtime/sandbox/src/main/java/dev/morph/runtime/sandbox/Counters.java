package dev.morph.runtime.sandbox;

/**
 * The budgets of an instance that its own code counts down: fuel, bytes of garbage-collected
 * objects, nested calls. Metered code lowers them before it acts and traps when one is below zero;
 * the host sets them before a call, lowers the fuel for host calls, and reads afterwards what is
 * left. One set for all core instances of an extension. Belongs to the instance's thread, but for
 * {@link #gcBytesLeft}, whose value another thread may see late.
 */
interface Counters {
  /** Of code that was not metered: nothing is counted, nothing runs out. */
  Counters NONE =
      new Counters() {
        @Override
        public boolean metered() {
          return false;
        }

        @Override
        public void begin(long fuel, long gcBytes, long depth) {}

        @Override
        public long fuelLeft() {
          return 0;
        }

        @Override
        public void charge(long fuel) {}

        @Override
        public long gcBytesLeft() {
          return 0;
        }

        @Override
        public long depthLeft() {
          return 0;
        }
      };

  /** True if the code counts. */
  boolean metered();

  /** Sets the budgets of a call. */
  void begin(long fuel, long gcBytes, long depth);

  /** Fuel that is left; below zero it ran out. */
  long fuelLeft();

  /** Takes fuel for what the host did. */
  void charge(long fuel);

  /** Bytes of objects that may still be allocated; below zero they ran out. */
  long gcBytesLeft();

  /** Calls that may still be nested; below zero they ran out, until the next {@link #begin}. */
  long depthLeft();
}
