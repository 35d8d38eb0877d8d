package io.github.kmsjca.localkms.internal.operation.grant;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.kmsjca.localkms.internal.model.Scope;
import io.github.kmsjca.localkms.internal.operation.Json;
import io.github.kmsjca.localkms.internal.operation.Paging;
import io.github.kmsjca.localkms.internal.state.Grant;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Grants, as the listings show them. */
final class GrantList {
  static final int MOST = 100;
  static final Paging PAGING = new Paging("Grants", 50);

  private GrantList() {}

  /** One grant; a name that it does not have is an empty one. */
  static ObjectNode entry(Scope owner, Grant grant) {
    Grant.Parties parties = grant.parties();
    ObjectNode entry =
        Json.object()
            .put("KeyId", owner.keyArn(grant.keyId()))
            .put("GrantId", grant.grantId())
            .put("Name", grant.name())
            .put("CreationDate", Json.seconds(grant.created()));
    put(entry, "GranteePrincipal", parties.grantee());
    put(entry, "GranteeServicePrincipal", parties.granteeService());
    put(entry, "RetiringPrincipal", parties.retiring());
    put(entry, "RetiringServicePrincipal", parties.retiringService());
    entry.put("IssuingAccount", parties.issuer());
    entry.set("Operations", Json.texts(grant.operations()));
    Grant.Constraints constraints = grant.constraints();
    if (!constraints.equals(Grant.Constraints.NONE)) {
      ObjectNode shown = entry.putObject("Constraints");
      put(shown, "EncryptionContextEquals", constraints.contextEquals());
      put(shown, "EncryptionContextSubset", constraints.contextSubset());
      put(shown, "SourceArn", constraints.sourceArn());
    }
    return entry;
  }

  private static void put(ObjectNode object, String name, @Nullable String text) {
    if (text != null) {
      object.put(name, text);
    }
  }

  private static void put(ObjectNode object, String name, @Nullable Map<String, String> texts) {
    if (texts != null) {
      ObjectNode map = object.putObject(name);
      new TreeMap<>(texts).forEach(map::put);
    }
  }
}
