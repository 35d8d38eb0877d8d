package io.github.kmsjca.localkms.internal.admin;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

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

  /** The numbers of the call log, and the latest calls, oldest first. */
  ObjectNode calls(int most);

  /** Forgets all calls. */
  void clearCalls();
}
