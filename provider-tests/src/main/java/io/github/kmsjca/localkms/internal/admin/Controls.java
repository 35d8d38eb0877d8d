package io.github.kmsjca.localkms.internal.admin;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What can be steered and seen at run time. Texts are as on the command line; what is not well
 * formed is refused with an IllegalArgumentException that says why.
 */
public interface Controls {
  /** Stands for all Regions. */
  String EVERYWHERE = "";

  /** The settings in force, and how many calls there were. */
  ObjectNode status();

  /** How much later than it could every answer comes. */
  void latency(String duration);

  /** Has calls of an operation fail: so many, or with 0 all until the faults are cleared. */
  void fault(String operation, String region, String fault, int times);

  /** From now on nothing goes wrong. */
  void clearFaults();

  /** Switches chaos on, with these faults, or with no faults named the usual ones. */
  void chaos(String region, long seed, double rate, List<String> faults);

  /** Switches all chaos off; other faults stay. */
  void endChaos();

  /** What time it is for KMS, and whether it stands still. */
  ObjectNode time();

  /** Sets the clock or advances it, and stops it or has it run on; null for no change. */
  void moveClock(@Nullable String time, @Nullable String advance, @Nullable Boolean frozen);

  /** Has the clock run with the machine's again. */
  void resetClock();

  /** The numbers of the call log, and the latest calls, oldest first. */
  ObjectNode calls(int most);

  /** Forgets all calls. */
  void clearCalls();
}
