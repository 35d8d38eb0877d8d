package io.github.kmsjca.internal.telemetry;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

/** An alias resolved to another key than before. */
@Name("io.github.kmsjca.AliasMoved")
@Label("KMS Alias Moved")
@Category("AWS KMS")
@Description("An alias resolved to another key than before; handles made earlier keep the old key")
@StackTrace(false)
final class AliasMovedEvent extends Event {
  @Label("Alias")
  String alias = "";

  @Label("Old Key")
  String oldKey = "";

  @Label("New Key")
  String newKey = "";
}
