package io.github.kmsjca.internal.telemetry;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

/** What the data-key cache decided. Holds no key and no context. */
@Name("io.github.kmsjca.DataKey")
@Label("KMS Data Key")
@Category("AWS KMS")
@Description("A data key was loaded, refreshed, dropped or passed by the AWSKMS provider's cache")
@StackTrace(false)
final class DataKeyEvent extends Event {
  @Label("Decision")
  String decision = "";

  @Label("Operation")
  @Description("The KMS operation that brings such keys")
  String operation = "";

  @Label("Key")
  @Description("The KMS key")
  String key = "";

  @Label("Reason")
  String reason = "";
}
