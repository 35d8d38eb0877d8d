package io.github.kmsjca.internal.doctor;

import io.github.kmsjca.internal.configuration.Configuration;
import io.github.kmsjca.internal.configuration.ConfigurationException;
import io.github.kmsjca.internal.configuration.Setting;
import io.github.kmsjca.internal.keystore.file.EntryText;
import io.github.kmsjca.internal.keystore.file.KeyStoreFile;
import io.github.kmsjca.internal.kms.KeyName;
import io.github.kmsjca.internal.kms.KmsCallException;
import io.github.kmsjca.spec.KmsFailure;
import java.io.IOException;
import java.nio.file.Path;
import java.security.PublicKey;
import java.security.cert.CertificateException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The keys that the configuration means, and whether each works. */
final class KeysCheck implements Check {
  /** Each costs some calls, and nobody named them. */
  private static final int MAX_OF_ACCOUNT = 10;

  private final Patient patient;
  private final boolean use;

  KeysCheck(Patient patient, boolean use) {
    this.patient = patient;
    this.use = use;
  }

  @Override
  public String title() {
    return "Keys of "
        + patient.name()
        + (use
            ? " (each that is named is used once; not with --no-sign)"
            : " (none is used: --no-sign)");
  }

  @Override
  public List<Finding> findings() {
    Configuration configuration;
    try {
      configuration = patient.instance().settings().get();
    } catch (ConfigurationException e) {
      return List.of(NotTried.FINDING);
    }
    List<Finding> findings = new ArrayList<>();
    Map<KeyName, Candidate> candidates = new LinkedHashMap<>();
    for (String key : configuration.list(Setting.KEYS)) {
      add(key, findings, candidates);
    }
    configuration.path(Setting.CERTIFICATES).ifPresent(file -> addEntries(file, candidates));
    if (configuration.list(Setting.KEYS).isEmpty() && candidates.isEmpty()) {
      addAccount(findings, candidates);
    }
    KeyTrial trial = new KeyTrial(patient, configuration, use);
    tryAll(trial, candidates.values(), findings);
    return findings;
  }

  private static void add(String key, List<Finding> findings, Map<KeyName, Candidate> candidates) {
    try {
      KeyName name = KeyName.parse(key);
      candidates.putIfAbsent(name, new Candidate(name, true, List.of()));
    } catch (IllegalArgumentException e) {
      findings.add(Finding.problem(key, String.valueOf(e.getMessage()), "Correct keys="));
    }
  }

  /** What is wrong with the file, or with an entry, its own section has said. */
  private static void addEntries(Path file, Map<KeyName, Candidate> candidates) {
    try {
      for (EntryText entry : KeyStoreFile.read(file).texts()) {
        KeyName name = entry.key();
        if (name != null) {
          List<PublicKey> certified = new ArrayList<>();
          Candidate known = candidates.get(name);
          if (known != null) {
            certified.addAll(known.certified());
          }
          entry.chain().stream().limit(1).forEach(leaf -> certified.add(leaf.getPublicKey()));
          candidates.put(name, new Candidate(name, true, certified));
        }
      }
    } catch (IOException | CertificateException e) {
      // See above.
    }
  }

  private void addAccount(List<Finding> findings, Map<KeyName, Candidate> candidates) {
    List<String> aliases;
    try {
      aliases = patient.instance().resolver().aliases();
    } catch (KmsCallException e) {
      findings.add(listingFailed(e));
      return;
    }
    for (String alias : aliases) {
      if (candidates.size() < MAX_OF_ACCOUNT) {
        KeyName name = KeyName.parse("alias/" + alias);
        candidates.put(name, new Candidate(name, false, List.of()));
      }
    }
    findings.add(
        Finding.fact(
            "account",
            "keys= is not set: all keys may be used; aliases listed: "
                + aliases.size()
                + (aliases.size() > MAX_OF_ACCOUNT
                    ? ", of which at most " + MAX_OF_ACCOUNT + " are tried"
                    : "")));
  }

  private static Finding listingFailed(KmsCallException e) {
    String message = CallFailures.text(e);
    return e.failure() == KmsFailure.ACCESS_DENIED
        ? Finding.note(
            "account",
            message,
            "Needed only to list the account's keys; name the keys in keys=, or in the file of"
                + " certificates=")
        : Finding.problem("account", message, "");
  }

  private static void tryAll(
      KeyTrial trial, Collection<Candidate> candidates, List<Finding> findings) {
    if (candidates.isEmpty() && findings.stream().noneMatch(Finding::isProblem)) {
      findings.add(
          Finding.warning("", "there is no key that could be tried", "Name one: keys=<alias>"));
    }
    Set<Optional<String>> regionsDown = new HashSet<>();
    for (Candidate candidate : candidates) {
      Optional<String> region = candidate.name().region();
      if (regionsDown.contains(region)) {
        findings.add(
            Finding.fact(candidate.name().keyId(), "not tried, for the same reason as above"));
        continue;
      }
      KeyTrial.Outcome outcome = trial.of(candidate);
      findings.addAll(outcome.findings());
      if (outcome.kmsIsDown()) {
        regionsDown.add(region);
      }
    }
  }
}
