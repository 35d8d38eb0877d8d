package io.github.kmsjca.localkms.internal.operation.keystore;

import io.github.kmsjca.localkms.internal.model.ErrorType;
import io.github.kmsjca.localkms.internal.model.Input;
import io.github.kmsjca.localkms.internal.model.Member;
import io.github.kmsjca.localkms.internal.operation.Invocation;
import java.util.List;
import java.util.stream.Stream;

/** What a custom key store may be called, and what goes with which type. */
final class KeyStoreRules {
  static final String EXTERNAL = "EXTERNAL_KEY_STORE";
  static final Member TYPE = Member.oneOf("CustomKeyStoreType", List.of("AWS_CLOUDHSM", EXTERNAL));

  /** Of a CloudHSM key store; a new one needs all of them. */
  private static final List<Member> OF_CLUSTER =
      List.of(ClusterInput.ID, ClusterInput.TRUST_ANCHOR, ClusterInput.PASSWORD);

  /** Of an external key store; a new one needs these. */
  private static final List<Member> OF_PROXY =
      List.of(ProxyInput.CONNECTIVITY, ProxyInput.ENDPOINT, ProxyInput.PATH, ProxyInput.CREDENTIAL);

  private static final List<Member> OF_SERVICE =
      List.of(ProxyInput.SERVICE, ProxyInput.SERVICE_OWNER);

  private KeyStoreRules() {}

  static Member name(String member) {
    return Member.string(member).between(1, 256);
  }

  /** Refuses a new one that lacks something. */
  static void checkComplete(Input input, boolean external) {
    for (Member member : external ? OF_PROXY : OF_CLUSTER) {
      if (!input.has(member.name())) {
        throw ErrorType.VALIDATION.failure(
            member.name() + " is required for a custom key store of this type.");
      }
    }
  }

  /** Refuses what belongs to the other type. */
  static void checkType(Input input, boolean external) {
    Stream<Member> foreign =
        external ? OF_CLUSTER.stream() : Stream.concat(OF_PROXY.stream(), OF_SERVICE.stream());
    foreign
        .filter(member -> input.has(member.name()))
        .findFirst()
        .ifPresent(
            member -> {
              throw ErrorType.VALIDATION.failure(
                  member.name() + " is not valid for a custom key store of this type.");
            });
  }

  /** Whether the call changes anything that needs a key store without a connection. */
  static boolean needsDisconnected(Input input) {
    return Stream.of(
            ClusterInput.ID,
            ClusterInput.PASSWORD,
            ProxyInput.CONNECTIVITY,
            ProxyInput.ENDPOINT,
            ProxyInput.SERVICE,
            ProxyInput.SERVICE_OWNER)
        .anyMatch(member -> input.has(member.name()));
  }

  static void checkName(Invocation call, String name) {
    if (call.realm().keyStores().all().stream().anyMatch(store -> store.name().equals(name))) {
      throw ErrorType.CUSTOM_KEY_STORE_NAME_IN_USE.failure(
          "There is a custom key store of that name already.");
    }
  }
}
