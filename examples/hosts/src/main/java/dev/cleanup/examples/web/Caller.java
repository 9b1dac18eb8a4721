package dev.cleanup.examples.web;

/**
 * Who calls, by a token that was verified.
 *
 * @param name the name, for the audit trail
 * @param role what the caller may do
 */
public record Caller(String name, Role role) {}
