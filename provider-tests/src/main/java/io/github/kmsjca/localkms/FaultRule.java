package io.github.kmsjca.localkms;

import java.util.Collections;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A fault with what it is meant for, as people type it.
 *
 * @param region empty for all
 * @param times how many calls it strikes, 0 for all
 */
record FaultRule(String operation, String region, Fault fault, int times) {
  static final String FORM = "OPERATION[@REGION]=FAULT[,times=N]";

  private static final Pattern TEXT =
      Pattern.compile("(\\*|\\w+)(?:@([^=]+))?=(.*?)(?:,times=(\\d{1,9}))?", Pattern.DOTALL);

  FaultRule {
    if (times < 0) {
      throw new IllegalArgumentException("A fault strikes once or more, not " + times + " times");
    }
  }

  static FaultRule parse(String text) {
    Matcher matcher = TEXT.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException("Not " + FORM + ": " + text);
    }
    String times = matcher.group(4);
    if (times != null && Integer.parseInt(times) == 0) {
      throw new IllegalArgumentException("A fault strikes once or more, not 0 times");
    }
    String region = matcher.group(2);
    return new FaultRule(
        matcher.group(1),
        region == null ? "" : region,
        Fault.parse(matcher.group(3)),
        times == null ? 0 : Integer.parseInt(times));
  }

  /** Adds it to faults. */
  void applyTo(Faults all) {
    Faults faults = region.isEmpty() ? all : all.in(region);
    if (times == 0) {
      faults.always(operation, fault);
    } else {
      faults.next(operation, Collections.nCopies(times, fault).toArray(Fault[]::new));
    }
  }
}
