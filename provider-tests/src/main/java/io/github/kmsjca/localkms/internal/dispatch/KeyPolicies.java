package io.github.kmsjca.localkms.internal.dispatch;

import io.github.kmsjca.localkms.internal.operation.KeyPolicy;
import io.github.kmsjca.localkms.internal.policy.Policy;
import io.github.kmsjca.localkms.internal.state.KmsKey;
import java.util.Collections;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.concurrent.ConcurrentHashMap;

/** The policies of keys, each document read once as long as a key has it. Thread safe. */
final class KeyPolicies {
  private final Map<String, Policy> usual = new ConcurrentHashMap<>();
  private final Map<String, Policy> own = Collections.synchronizedMap(new WeakHashMap<>());

  Policy of(KmsKey key) {
    String document = key.policy();
    return document == null
        ? usual.computeIfAbsent(
            key.scope().account(), account -> Policy.ofKey(KeyPolicy.usual(key.scope())))
        : own.computeIfAbsent(document, Policy::ofKey);
  }
}
