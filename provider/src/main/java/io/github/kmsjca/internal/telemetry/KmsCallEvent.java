package io.github.kmsjca.internal.telemetry;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import jdk.jfr.Timespan;
import org.jspecify.annotations.Nullable;

/** One call to KMS, retries included. Holds no payload. */
@Name("io.github.kmsjca.KmsCall")
@Label("KMS Call")
@Category("AWS KMS")
@Description("A call of the AWSKMS provider to KMS, its retries included")
@StackTrace(false)
final class KmsCallEvent extends Event {
  @Label("Operation")
  String operation = "";

  @Label("Key")
  String key = "";

  @Label("Waiting")
  @Description("How much of the duration the call waited for its turn")
  @Timespan
  long waiting;

  @Label("Attempts")
  @Description("Requests that were sent for it")
  int attempts;

  @Label("Throttled")
  @Description("Whether KMS throttled one of them")
  boolean throttled;

  @Label("Request Id")
  @Nullable String requestId;

  @Label("Failure")
  @Description("Row of the failure table; empty if KMS answered, were it that no is the answer")
  String failure = "";
}
