package io.github.kmsjca.internal.telemetry;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import org.jspecify.annotations.Nullable;

/** One call to KMS, retries included. Holds no payload. */
@Name("io.github.kmsjca.KmsCall")
@Label("KMS Call")
@Category("AWS KMS")
@Description("A call of the AWSKMS provider to KMS, its retries included")
@StackTrace(false)
public final class KmsCallEvent extends Event {
  @Label("Operation")
  public String operation = "";

  @Label("Key")
  public String key = "";

  @Label("Request Id")
  public @Nullable String requestId;

  @Label("Failure")
  @Description("Row of the failure table, empty on success")
  public String failure = "";
}
